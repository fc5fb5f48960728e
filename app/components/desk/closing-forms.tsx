import { Form } from '@remix-run/react';
import { writeCount } from './figures';
import { CheckBox, TextField } from './form-fields';
import type { Refusal } from './refusal-notice';

type ClosingFormProps = {
  open: boolean;
  zone: string;
  typed: string;
  endless: boolean;
  fault: Refusal | null;
};

/** Until when the letter takes signatures; a closed one opens again with it. */
export function ClosingForm({ open, zone, typed, endless, fault }: ClosingFormProps) {
  return (
    <section aria-labelledby="end-heading">
      <h2 id="end-heading">{open ? 'When it ends' : 'Open it again'}</h2>
      <Form method="post" noValidate>
        <TextField
          id="closesAt"
          name="closesAt"
          type="datetime-local"
          label={`Takes signatures until (${zone})`}
          defaultValue={typed}
          error={fault?.fieldId === 'closesAt' ? fault.text : null}
        />
        <CheckBox
          id="endless"
          name="endless"
          label="No end"
          hint="The time above does not count then."
          checked={endless}
        />
        <button type="submit" name="intent" value="schedule" className="desk-button">
          {open ? 'Save the end' : 'Open it again until then'}
        </button>
      </Form>
    </section>
  );
}

type CloseFormProps = {
  slug: string;
  pending: number;
  typed?: string;
  fault: Refusal | null;
};

/** Ends the letter now; what that means stands before the button. */
export function CloseForm({ slug, pending, typed, fault }: CloseFormProps) {
  return (
    <section aria-labelledby="close-heading">
      <h2 id="close-heading">Close it now</h2>
      <ul>
        <li>Nobody can sign or endorse any more; the letter and its lists stay readable.</li>
        <li>
          {pending === 1
            ? 'One person who has not confirmed yet can no longer do so.'
            : `${writeCount(pending)} people who have not confirmed yet can no longer do so.`}
        </li>
        <li>People can still see, correct, withdraw and erase their signatures.</li>
        <li>A year from now the addresses that are left are erased.</li>
      </ul>
      <Form method="post" noValidate>
        <TextField
          id="confirm"
          name="confirm"
          label="Type the short name of the letter to confirm"
          hint={`Type: ${slug}`}
          autoComplete="off"
          spellCheck={false}
          defaultValue={typed}
          error={fault?.fieldId === 'confirm' ? fault.text : null}
        />
        <button type="submit" name="intent" value="close" className="desk-button desk-button-warn">
          Close the letter
        </button>
      </Form>
    </section>
  );
}
