import { Form } from '@remix-run/react';
import { TextField } from './form-fields';
import type { Moment } from './moments';
import type { Refusal } from './refusal-notice';
import { TimeOf } from './time-of';

/** Sends the mail as it would arrive to oneself and to a few others. */
export function DossierTest(props: {
  testedAt: Moment | null;
  most: number;
  mayTest: boolean;
  typed?: string;
  fault: Refusal | null;
}) {
  const { testedAt, most, mayTest, typed, fault } = props;
  return (
    <section aria-labelledby="test-heading">
      <h2 id="test-heading">Trial</h2>
      <p>
        {testedAt ? (
          <>
            A trial of exactly this was sent: <TimeOf moment={testedAt} />.
          </>
        ) : (
          'No trial of exactly this has been sent. The letter does not leave before one has.'
        )}
      </p>
      <p>
        You get the mail with its PDF as the addressee would, marked “[TEST]” in the subject and in
        its first line. Others get it without the names that only the addressee is given.
      </p>
      {mayTest ? (
        <Form method="post" noValidate>
          <TextField
            id="to"
            name="to"
            label="And to these mailboxes (may be left empty)"
            hint={`At most ${most}, one on each line.`}
            multiline
            defaultValue={typed}
            error={fault?.fieldId === 'to' ? fault.text : null}
          />
          <button type="submit" name="intent" value="test" className="desk-button">
            Send the trial
          </button>
        </Form>
      ) : null}
    </section>
  );
}
