import { Form, Link, useNavigate, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import { writeCount } from './figures';
import { KeysHint } from './keys-hint';
import type { Moment } from './moments';
import { ReportEvidence, type ShownReport } from './report-evidence';
import { useReviewKeys } from './review-keys';
import { type ReviewedSignature, SignatureFacts, SignatureFlags } from './signature-facts';
import { focusReason, TakeOutForm } from './take-out-form';
import { TimeOf } from './time-of';

export type ShownCase = {
  id: string;
  urgent: boolean;
  dueAt: Moment;
  overdue: boolean;
  askedAt: Moment | null;
  answeredAt: Moment | null;
  askExpired: boolean;
  /** It counts and can be decided about. */
  stands: boolean;
  signature: ReviewedSignature;
  reports: ShownReport[];
};

type Place = { waiting: number; place: number; previous: string | null; next: string | null };

const hrefOf = (id: string) => `?case=${id}`;

function Due({ shown }: { shown: ShownCase }) {
  return (
    <p className={shown.overdue ? 'desk-due desk-due-over' : 'desk-due'}>
      {shown.urgent ? <strong>First: a name used without permission. </strong> : null}
      {shown.overdue ? <strong>Overdue. </strong> : null}
      An answer {shown.overdue ? 'was' : 'is'} due on <TimeOf moment={shown.dueAt} />
    </p>
  );
}

function Asking({ shown }: { shown: ShownCase }) {
  const { askedAt, answeredAt, askExpired } = shown;
  if (!askedAt) return null;
  if (answeredAt) {
    return (
      <p>
        The mailbox stood by the signature on <TimeOf moment={answeredAt} />. This shows whose
        mailbox it is, not whose name.
      </p>
    );
  }
  return (
    <p>
      The signatory was asked on <TimeOf moment={askedAt} /> and has not answered
      {askExpired ? '; the link has run out' : ' yet'}.
    </p>
  );
}

function Neighbours({ previous, next }: Pick<Place, 'previous' | 'next'>) {
  return (
    <nav className="desk-pages" aria-label="Other reported signatures">
      {previous === null ? null : <Link to={hrefOf(previous)}>Previous</Link>}
      {next === null ? null : <Link to={hrefOf(next)}>Next, without deciding</Link>}
    </nav>
  );
}

/** One button, which sends the case and where to go on. */
function OneButton(props: {
  form?: React.RefObject<HTMLFormElement>;
  hidden: Record<string, string>;
  intent: string;
  label: string;
  quiet?: boolean;
  text: string;
}) {
  return (
    <Form method="post" ref={props.form}>
      {Object.entries(props.hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <p>{props.text}</p>
      <button
        type="submit"
        name="intent"
        value={props.intent}
        className={props.quiet ? 'desk-button-quiet' : 'desk-button'}
      >
        {props.label}
      </button>
    </Form>
  );
}

/** One reported signature: what was said and what it is on the left, the decision on the right. */
export function ReportCard(props: { shown: ShownCase; place: Place; error: string | null }) {
  const { shown, place, error } = props;
  const { id, signature, reports } = shown;
  const keeping = useRef<HTMLFormElement>(null);
  const takingOut = useRef<HTMLFormElement>(null);
  const asking = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const busy = useNavigation().state !== 'idle';
  const press = (form: React.RefObject<HTMLFormElement>) => () => {
    if (!busy) form.current?.querySelector('button')?.click();
  };
  const goTo = (other: string | null) => () => {
    if (other !== null && !busy) navigate(hrefOf(other));
  };
  const { on, toggle } = useReviewKeys({
    a: press(keeping),
    d: () => focusReason(takingOut),
    q: () => asking.current?.querySelector('button')?.focus(),
    j: goTo(place.next),
    k: goTo(place.previous),
  });
  const hidden = { id, onward: place.next ?? place.previous ?? '' };
  return (
    <article className="desk-card" aria-labelledby="reported-name">
      <p className="desk-soft">
        {writeCount(place.place)} of {writeCount(place.waiting)} reported
      </p>
      <h2 id="reported-name" className="desk-review-name">
        <bdi lang={signature.locale}>{signature.name}</bdi>
      </h2>
      <Due shown={shown} />
      <div key={id} className="desk-decision desk-decision-review">
        <div>
          <h3>{reports.length === 1 ? 'One report' : `${writeCount(reports.length)} reports`}</h3>
          <ReportEvidence reports={reports} />
          <h3>The signature</h3>
          <SignatureFlags flags={signature.flags} none="Nothing unusual was noted when it came." />
          <SignatureFacts signature={signature} />
        </div>
        {shown.stands ? (
          <div>
            <Asking shown={shown} />
            <OneButton
              form={keeping}
              hidden={hidden}
              intent="keep"
              label="Keep the signature"
              text="It stays as it is. Whoever reported it and wants an answer is told."
            />
            <TakeOutForm
              form={takingOut}
              hidden={hidden}
              legend="Why is it taken out?"
              intent="take-out"
              button="Take out"
              name={signature.name}
              error={error}
            />
            {shown.askedAt ? null : (
              <OneButton
                form={asking}
                hidden={hidden}
                intent="ask"
                label="Ask the signatory"
                quiet
                text="Sends one mail that asks to confirm again. It counts meanwhile, and the case stays here."
              />
            )}
          </div>
        ) : (
          <p>
            The signature does not count any more. There is nothing to decide: this case ends by
            itself within minutes, and whoever reported it is told.
          </p>
        )}
      </div>
      <Neighbours {...place} />
      <KeysHint on={on} toggle={toggle}>
        Keys: <kbd>A</kbd> keep, <kbd>D</kbd> choose a reason to take it out, <kbd>Q</kbd> go to the
        question, then <kbd>Enter</kbd>, <kbd>J</kbd> next, <kbd>K</kbd> previous.
      </KeysHint>
    </article>
  );
}
