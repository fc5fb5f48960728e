import { useState } from 'react';
import { TextField } from './form-fields';
import { useHydrated } from './use-hydrated';

/**
 * A field for a passphrase; managers and pasting are welcome, nothing typed is ever sent back to the
 * page. With script a button shows what is typed.
 */
export function PassphraseField(props: {
  id: string;
  name: string;
  label: string;
  hint?: string;
  error?: string | null;
  use: 'new-password' | 'current-password';
}) {
  const { id, name, label, hint, error, use } = props;
  const [shown, setShown] = useState(false);
  const hydrated = useHydrated();
  return (
    <div className="desk-passphrase">
      <TextField
        id={id}
        name={name}
        label={label}
        hint={hint}
        error={error}
        type={shown ? 'text' : 'password'}
        autoComplete={use}
        spellCheck={false}
      />
      {hydrated ? (
        <button
          type="button"
          className="desk-button-quiet"
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Hide' : 'Show'}
          <span className="desk-hidden"> what is typed as {label}</span>
        </button>
      ) : null}
    </div>
  );
}
