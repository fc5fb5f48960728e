import { Form, Link } from '@remix-run/react';
import type { SelectionAction } from '~/domain/selections/selection';
import { writeCount } from './figures';
import { TextField } from './form-fields';
import type { Refusal } from './refusal-notice';
import { actionLabels, actionTexts } from './selection-labels';

export type Offered = { action: SelectionAction; count: number };
type Typed = Record<string, string>;

function signatures(count: number): string {
  return `${writeCount(count)} ${count === 1 ? 'signature' : 'signatures'}`;
}

function Fields(props: { action: SelectionAction; typed?: Typed; refusal?: Refusal }) {
  const { action, typed, refusal } = props;
  const errorOf = (field: string) => (refusal?.fieldId === field ? refusal.text : null);
  if (action === 'take-out') {
    return (
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
    );
  }
  if (action !== 'duplicate') return null;
  return (
    <TextField
      id="original"
      name="original"
      label="Number of the signature that stays"
      inputMode="numeric"
      autoComplete="off"
      maxLength={15}
      defaultValue={typed?.original}
      error={errorOf('original')}
    />
  );
}

function ActionForm(props: { offered: Offered; typed?: Typed; refusal?: Refusal }) {
  const { action, count } = props.offered;
  const { doing } = actionLabels[action];
  const id = `act-${action}`;
  return (
    <section aria-labelledby={id} className="desk-act">
      <h3 id={id}>{doing}</h3>
      <p>{actionTexts[action]}</p>
      {action === 'resend' ? (
        <p>
          <Link className="desk-button-quiet" to={`?about=${action}`}>
            {doing}: {signatures(count)}…
          </Link>
        </p>
      ) : (
        <Form method="post" noValidate>
          <input type="hidden" name="action" value={action} />
          <Fields action={action} typed={props.typed} refusal={props.refusal} />
          <button
            type="submit"
            name="intent"
            value="start"
            className={action === 'take-out' ? 'desk-button desk-button-warn' : 'desk-button'}
          >
            {doing}: {signatures(count)}
          </button>
        </Form>
      )}
    </section>
  );
}

/** What can be done with a selection, and with how many of it. */
export function SelectionForms(props: { offers: Offered[]; typed?: Typed; refusal?: Refusal }) {
  const { offers, typed, refusal } = props;
  return (
    <section aria-labelledby="acts-heading">
      <h2 id="acts-heading">What shall be done with them?</h2>
      {offers.length === 0 ? <p>Nothing can be done with these signatures as they stand.</p> : null}
      <div className="desk-acts">
        {offers.map((offered) => (
          <ActionForm
            key={offered.action}
            offered={offered}
            typed={typed?.action === offered.action ? typed : undefined}
            refusal={typed?.action === offered.action ? refusal : undefined}
          />
        ))}
      </div>
    </section>
  );
}

/** The page before something that cannot be taken back: it names how many, and what happens. */
export function Interruption({ offered, expected }: { offered: Offered; expected: number }) {
  const { action, count } = offered;
  const { doing } = actionLabels[action];
  return (
    <section aria-labelledby="interruption" className="desk-interruption">
      <h2 id="interruption">
        {doing}: {signatures(count)}. This cannot be taken back.
      </h2>
      <p>{actionTexts[action]}</p>
      <Form method="post">
        <input type="hidden" name="action" value={action} />
        <input type="hidden" name="confirm" value={expected} />
        <button type="submit" name="intent" value="start" className="desk-button desk-button-warn">
          {doing}: {signatures(count)}
        </button>
        <p>
          <Link to=".">Go back and do nothing</Link>
        </p>
      </Form>
    </section>
  );
}
