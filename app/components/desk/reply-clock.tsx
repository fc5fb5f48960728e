import { Form, Link } from '@remix-run/react';
import type { FollowUp } from '~/domain/replies/follow-up';
import type { SilentCopy } from '~/domain/replies/list-replies.server';
import { CheckBox } from './form-fields';
import type { Moment } from './moments';
import { languageNames } from './state-labels';
import { TimeOf } from './time-of';

type ShownCopy = Omit<SilentCopy, 'since'> & { since: Moment; followUp: FollowUp[] };

/** Copies to which no answer is on record, with a text to ask once more. */
export function SilentCopies({ copies, base }: { copies: ShownCopy[]; base: string }) {
  if (copies.length === 0) return null;
  return (
    <section aria-labelledby="silent-heading">
      <h2 id="silent-heading">No answer yet</h2>
      <ul className="desk-ledger">
        {copies.map(({ id, addressee, days, since, followUp }) => (
          <li key={id}>
            <p>
              <Link to={`${base}/deliveries/${id}`}>{addressee}</Link>: {days}{' '}
              {days === 1 ? 'day' : 'days'} since <TimeOf moment={since} />
            </p>
            {followUp.map(({ locale, subject, text }) => (
              <details key={locale}>
                <summary>Text to ask once more, {languageNames[locale]}</summary>
                <div className="desk-words" lang={locale}>
                  {`${subject}\n\n${text}`}
                </div>
              </details>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whether the team is reminded, and whether the public is told of silence. */
export function ClockForm(props: { reminds: boolean; showsSilence: boolean }) {
  return (
    <section aria-labelledby="clock-heading">
      <h2 id="clock-heading">The clock</h2>
      <Form method="post" encType="multipart/form-data">
        <CheckBox
          id="reminds"
          name="reminds"
          label="Remind the team by mail 14, 30 and 45 days after a copy was accepted or handed over"
          hint="Ends with an answer or a refusal."
          checked={props.reminds}
        />
        <CheckBox
          id="showsSilence"
          name="showsSilence"
          label="Say on the letter’s page for how long no reply has been recorded"
          hint="Diplomacy takes time; decide together whether this helps."
          checked={props.showsSilence}
        />
        <button type="submit" name="intent" value="clock" className="desk-button-quiet">
          Save the clock
        </button>
      </Form>
    </section>
  );
}
