import { Form } from '@remix-run/react';
import type { PaperBatchState } from '~/domain/paper/paper-batch';
import { TextField } from './form-fields';

type Fault = { fieldId?: string; text: string } | null;

/** What may become of a batch: verified by who has counted again, or withdrawn with a reason. */
export function PaperDecision(props: {
  state: PaperBatchState;
  /** Another organiser has to verify it. */
  needsOther: boolean;
  typed: { [field: string]: string | undefined };
  fault: Fault;
}) {
  const { state, needsOther, typed, fault } = props;
  if (state === 'withdrawn') return null;
  const errorOf = (id: string) => (fault?.fieldId === id ? fault.text : null);
  return (
    <>
      {state === 'entered' ? (
        <section aria-labelledby="verify-heading">
          <h2 id="verify-heading">Verify the count</h2>
          {needsOther ? (
            <p>
              You entered this batch, so another organiser has to count the sheets again and verify
              it.
            </p>
          ) : (
            <Form method="post" noValidate>
              <p>
                Count the valid signatures on the sheets again, then type your number. Verified, the
                batch is shown in public as a number, apart from the signatures online.
              </p>
              <TextField
                id="valid"
                name="valid"
                label="Valid signatures that you counted"
                inputMode="numeric"
                autoComplete="off"
                defaultValue={typed.valid}
                error={errorOf('valid')}
              />
              <button type="submit" name="intent" value="verify" className="desk-button">
                Verify the batch
              </button>
            </Form>
          )}
        </section>
      ) : null}
      <section aria-labelledby="withdraw-heading">
        <h2 id="withdraw-heading">Withdraw the batch</h2>
        <Form method="post" noValidate>
          <p>
            It is not counted any more and stays here on record. To correct numbers, withdraw it and
            enter it anew. Copies that were delivered keep the number they were frozen with.
          </p>
          <TextField
            id="reason"
            name="reason"
            label="Reason"
            hint="Only organisers read it."
            multiline
            defaultValue={typed.reason}
            error={errorOf('reason')}
          />
          <button type="submit" name="intent" value="withdraw" className="desk-button-quiet">
            Withdraw the batch
          </button>
        </Form>
      </section>
    </>
  );
}
