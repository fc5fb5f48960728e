import { Form, Link, useLocation } from '@remix-run/react';
import { FactList } from './fact-list';
import { writeCount } from './figures';
import type { Moment } from './moments';
import { Notice } from './notice';
import { TimeOf } from './time-of';

export type Preparing = {
  busy: boolean;
  anew: boolean;
  names: number;
  requestedAt: Moment;
  requestedBy: string;
  /** Why nothing came of it. */
  why: { title: string; text: string } | null;
};

/** Seconds after which a page without script looks again by itself. */
const lookAgainAfter = 10;

type Props = {
  preparing: Preparing;
  /** On whose clocks the times are. */
  zone: string;
  mayPrepare: boolean;
  /** Not where something typed would be lost by it. */
  looksAgain: boolean;
};

/** What the worker is asked to freeze: how it stands, that nothing was sent, and what can be done. */
export function DeliveryPreparing({ preparing, zone, mayPrepare, looksAgain }: Props) {
  const { search } = useLocation();
  const { busy, anew, names, requestedAt, requestedBy, why } = preparing;
  return (
    <section aria-labelledby="preparing-heading">
      <h2 id="preparing-heading">{headingOf(preparing)}</h2>
      {busy ? (
        <>
          <Notice kind="info">
            Letter and annex are being frozen and printed, with {writeCount(names)} names. You may
            leave this page and come back; the work goes on. Nothing has been sent.
            {anew
              ? ' Until it is done the dossier stays as it is below, and cannot be tested, approved or sent.'
              : null}
          </Notice>
          {looksAgain ? (
            <noscript>
              <meta httpEquiv="refresh" content={String(lookAgainAfter)} />
            </noscript>
          ) : null}
        </>
      ) : (
        <Notice kind="warn">
          {why ? `${why.title}. ${why.text}` : null}
          {anew ? ' The dossier below is as it was before.' : null}
        </Notice>
      )}
      <FactList
        facts={[
          {
            term: 'Asked for',
            value: (
              <>
                <TimeOf moment={requestedAt} /> ({zone})
              </>
            ),
          },
          { term: 'By', value: requestedBy },
          { term: 'Names then', value: writeCount(names) },
        ]}
      />
      {busy ? (
        <p>
          <Link to={{ search }}>Look again</Link>
        </p>
      ) : null}
      {mayPrepare ? (
        <Form method="post">
          {busy ? null : (
            <>
              <button type="submit" name="intent" value="freeze" className="desk-button">
                Ask for it once more
              </button>{' '}
            </>
          )}
          <button type="submit" name="intent" value="call-off" className="desk-button-quiet">
            {busy ? 'Call it off' : 'Put this away'}
          </button>
        </Form>
      ) : null}
    </section>
  );
}

function headingOf({ busy, anew }: Preparing): string {
  if (busy) return anew ? 'It is being frozen anew' : 'It is being prepared';
  return anew ? 'It was not frozen anew' : 'It was not prepared';
}
