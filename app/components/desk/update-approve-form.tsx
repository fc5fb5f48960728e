import { Form } from '@remix-run/react';
import { writeCount, writePeople } from './figures';
import { TextField } from './form-fields';
import { Notice } from './notice';
import type { Refusal } from './refusal-notice';

/** The count that is shown here is the count that is frozen by the button. */
export function UpdateApproveForm(props: {
  approval: { people: number; asOf: string; alone: boolean; own: boolean };
  mayApprove: boolean;
  minutes: number;
  onTimeline: boolean;
  typed?: Record<string, string>;
  fault: Refusal | null;
}) {
  const { approval, mayApprove, minutes, onTimeline, typed, fault } = props;
  const { people, asOf, alone, own } = approval;
  return (
    <section aria-labelledby="approve-heading">
      <h2 id="approve-heading">Approve</h2>
      <p className="desk-lead">
        It goes to <strong>{writePeople(people)}</strong>: everybody who asked for it, whose
        signature counts, and who has not had every promised mail. The mails leave over{' '}
        {writeDuration(minutes)}.{' '}
        {onTimeline ? 'With the first of them it stands on the public timeline.' : null}
      </p>
      {own && !alone ? (
        <Notice kind="info">
          You changed it last. Somebody else who may approve has to look at it.
        </Notice>
      ) : null}
      {mayApprove && !(own && !alone) ? (
        <Form method="post" noValidate>
          <input type="hidden" name="asOf" value={asOf} />
          <input type="hidden" name="shown" value={people} />
          {own ? (
            <TextField
              id="confirm"
              name="confirm"
              label="Type the number of people to confirm"
              hint={`You wrote it and nobody else may approve it. Type: ${people}`}
              inputMode="numeric"
              autoComplete="off"
              maxLength={15}
              defaultValue={typed?.confirm}
              error={fault?.fieldId === 'confirm' ? fault.text : null}
            />
          ) : null}
          <button type="submit" name="intent" value="approve" className="desk-button">
            Approve and send to {writePeople(people)}
          </button>
        </Form>
      ) : null}
      {mayApprove ? null : <p>Your role writes updates; an owner approves them.</p>}
    </section>
  );
}

function writeDuration(minutes: number): string {
  if (minutes < 2) return 'about a minute';
  if (minutes < 120) return `about ${Math.round(minutes)} minutes`;
  return `about ${writeCount(Math.round(minutes / 60))} hours`;
}
