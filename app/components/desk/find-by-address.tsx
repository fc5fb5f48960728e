import { Form } from '@remix-run/react';
import { TextField } from './form-fields';

/** Addresses go in a form's body, never into the page's address, which browsers and proxies keep. */
export function FindByAddress(props: { typed?: string; error?: string | null }) {
  const { typed, error } = props;
  return (
    <details className="desk-find" open={error ? true : undefined}>
      <summary>Find by email address</summary>
      <Form method="post" noValidate aria-label="Find by email address">
        <TextField
          id="email"
          name="email"
          label="Email address"
          hint="The whole address. It finds everybody, also those whose names are not public. Each search is on record, without the address."
          type="email"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
          defaultValue={typed}
          error={error}
        />
        <button type="submit" name="intent" value="find" className="desk-button">
          Find
        </button>
      </Form>
    </details>
  );
}
