import { Form, Link } from '@remix-run/react';
import type { Channel } from '~/domain/letters/letter-view';
import { FactList } from './fact-list';
import { Notice } from './notice';
import { channelLabels } from './state-labels';

export type ShownTarget = {
  id: string;
  name: string;
  channel: Channel;
  addressee: string;
  languages: string;
  address: string;
  copies: string[];
  checked: string;
  stale: boolean;
  checkedOn: string | null;
  used: boolean;
};

/** Where copies go, each with what can be done about it. */
export function TargetList(props: { targets: ShownTarget[]; base: string; mayChange: boolean }) {
  const { targets, base, mayChange } = props;
  if (targets.length === 0) return <p>There is no place yet to which copies of the letter go.</p>;
  return (
    <>
      {targets.map((target) => (
        <section key={target.id} aria-labelledby={`at-${target.name}`}>
          <h2 id={`at-${target.name}`}>
            {target.addressee}, {channelLabels[target.channel]}
          </h2>
          {target.stale ? (
            <Notice kind="warn">
              {target.checkedOn
                ? 'Look whether name and address are still right: nobody has for 30 days or more.'
                : 'Nobody has noted yet that name and address were looked up.'}
            </Notice>
          ) : null}
          <FactList
            facts={[
              { term: 'Short name', value: <code>{target.name}</code> },
              {
                term: target.channel === 'email' ? 'Mailbox' : 'Address',
                value: <span className="desk-lines">{target.address}</span>,
              },
              ...(target.copies.length > 0
                ? [{ term: 'Copies', value: target.copies.join(', ') }]
                : []),
              { term: 'Languages', value: target.languages },
              { term: 'Checked', value: target.checked },
            ]}
          />
          {mayChange ? <TargetActions target={target} base={base} /> : null}
        </section>
      ))}
    </>
  );
}

function TargetActions({ target, base }: { target: ShownTarget; base: string }) {
  const about = <span className="desk-hidden"> {target.name}</span>;
  return (
    <Form method="post" className="desk-button-row">
      <Link className="desk-button-quiet" to={`${base}?change=${target.name}`}>
        Change{about}
      </Link>
      {target.channel === 'email' ? (
        <Link className="desk-button-quiet" to={`${base}?servers=${target.name}`}>
          Look for its mail server{about}
        </Link>
      ) : null}
      {target.used ? null : (
        <>
          <input type="hidden" name="id" value={target.id} />
          <button type="submit" name="intent" value="remove" className="desk-button-quiet">
            Remove{about}
          </button>
        </>
      )}
    </Form>
  );
}
