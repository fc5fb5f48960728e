import type { ReactNode } from 'react';

/** Which keys there are, and the switch for them; nothing before the script has run. */
export function KeysHint(props: { on: boolean | null; toggle(): void; children: ReactNode }) {
  const { on, toggle, children } = props;
  if (on === null) return null;
  return (
    <p className="desk-keys">
      <span>{on ? children : 'Keys are switched off.'}</span>
      <button type="button" className="desk-button-quiet" onClick={toggle}>
        {on ? 'Switch the keys off' : 'Switch the keys on'}
      </button>
    </p>
  );
}
