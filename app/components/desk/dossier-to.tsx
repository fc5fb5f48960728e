import { Link } from '@remix-run/react';
import type { Channel } from '~/domain/letters/letter-view';
import type { Locale } from '~/i18n/locale';
import { FactList } from './fact-list';
import { Notice } from './notice';
import { channelLabels } from './state-labels';

type Target = {
  name: string;
  checked: string;
  stale: boolean;
  blocks: { locale: Locale; language: string; lines: string[] }[];
};

/** Whom the letter goes to, and when somebody last saw that this is right. */
export function DossierTo(props: {
  delivery: { addressee: string; channel: Channel; to: string; copies: string[] };
  target: Target;
  targetsPath: string;
}) {
  const { delivery, target, targetsPath } = props;
  const { addressee, channel, to, copies } = delivery;
  return (
    <section aria-labelledby="to-heading">
      <h2 id="to-heading">To whom</h2>
      {target.stale ? (
        <Notice kind="warn">
          Nobody has checked name, title and address for 30 days or more.{' '}
          <Link to={`${targetsPath}?change=${target.name}`}>Look, and note the day</Link>.
        </Notice>
      ) : null}
      <FactList
        facts={[
          { term: 'Addressee', value: <bdi>{addressee}</bdi> },
          { term: 'How', value: channelLabels[channel] },
          {
            term: channel === 'email' ? 'Mailbox' : 'Address',
            value: <span className="desk-lines">{to}</span>,
          },
          ...(copies.length > 0 ? [{ term: 'Copies, each alone', value: copies.join(', ') }] : []),
          { term: 'Checked', value: target.checked },
        ]}
      />
      <h3>How the letter addresses them</h3>
      <div className="desk-dossier-blocks">
        {target.blocks.map(({ locale, language, lines }) => (
          <div key={locale}>
            <h4>{language}</h4>
            <p className="desk-lines" lang={locale}>
              {lines.join('\n')}
            </p>
          </div>
        ))}
      </div>
      <p>
        <Link to={`${targetsPath}?change=${target.name}`}>Change the addressee</Link>. What was
        frozen stays as it is; freeze it anew afterwards.
      </p>
    </section>
  );
}
