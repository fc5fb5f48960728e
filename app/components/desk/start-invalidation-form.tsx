import { Form } from '@remix-run/react';
import { writeCount } from './figures';
import { TextField } from './form-fields';
import type { Refusal } from './refusal-notice';

/** Starting takes a reason and the number that was counted. */
export function StartInvalidationForm(props: {
  expected: number;
  typed?: Record<string, string>;
  refusal?: Refusal;
}) {
  const { expected, typed, refusal } = props;
  const errorOf = (field: string) => (refusal?.fieldId === field ? refusal.text : null);
  return (
    <section aria-labelledby="start-heading">
      <h2 id="start-heading">Take them out</h2>
      <p>
        They leave the count, the public list and every later document. Nobody is told by mail. What
        was delivered already stays as it is. You can undo it.
      </p>
      <Form method="post" noValidate>
        <TextField
          id="reason"
          name="reason"
          label="Reason"
          hint="Stays on record. No names or addresses of people."
          multiline
          maxLength={500}
          defaultValue={typed?.reason}
          error={errorOf('reason')}
        />
        <TextField
          id="confirm"
          name="confirm"
          label="Type the number of signatures to confirm"
          hint={`Type: ${expected}`}
          inputMode="numeric"
          autoComplete="off"
          maxLength={15}
          defaultValue={typed?.confirm}
          error={errorOf('confirm')}
        />
        <button type="submit" name="intent" value="start" className="desk-button desk-button-warn">
          Take {writeCount(expected)} {expected === 1 ? 'signature' : 'signatures'} out
        </button>
      </Form>
    </section>
  );
}
