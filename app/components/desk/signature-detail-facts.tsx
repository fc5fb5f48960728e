import { Link } from '@remix-run/react';
import type { DeskSignatureDetail } from '~/domain/signatures/read-desk-signature.server';
import { FactList } from './fact-list';
import { countryName } from './figures';
import type { Moment } from './moments';
import { flagTexts } from './protection-labels';
import { languageNames, signatureStateLabels, visibilityLabels } from './state-labels';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';

type Times = 'signedAt' | 'confirmedAt' | 'withdrawnAt';
export type SignatureDetail = Omit<
  DeskSignatureDetail,
  Times | 'history' | 'mails' | 'copies' | 'contactErasedAt'
> & { signedAt: Moment; confirmedAt: Moment | null; withdrawnAt: Moment | null };

/** Everything that may be seen of one signature without asking for it. */
export function SignatureDetailFacts({ signature }: { signature: SignatureDetail }) {
  const { locale, named, flags, hidden, originalNumber } = signature;
  const words = (text: string | null) => (text ? <bdi lang={locale}>{text}</bdi> : '–');
  const masked = named ? '' : ' (masked)';
  return (
    <FactList
      facts={[
        {
          term: 'State',
          value: <StateTag state={signature.state} label={signatureStateLabels[signature.state]} />,
        },
        { term: `Name${masked}`, value: words(signature.name) },
        { term: 'Email address (masked)', value: signature.emailMasked },
        { term: `Title${masked}`, value: words(signature.title) },
        { term: `Affiliation${masked}`, value: words(signature.affiliation) },
        { term: 'Name appears', value: visibilityLabels[signature.visibility] },
        ...(hidden
          ? [{ term: 'Public list', value: 'Kept off the public list by organisers' }]
          : []),
        ...(originalNumber === null
          ? []
          : [{ term: 'Duplicate of', value: `number ${originalNumber}` }]),
        { term: 'Country', value: signature.country ? countryName(signature.country) : '–' },
        { term: 'Language', value: languageNames[locale] },
        { term: 'Came by', value: signature.source ?? '–' },
        { term: 'Version signed', value: String(signature.version) },
        { term: 'Wants news of the letter', value: signature.updates ? 'yes' : 'no' },
        { term: 'Wants news of', value: signature.newsFrom ?? '–' },
        { term: 'Signed', value: <TimeOf moment={signature.signedAt} /> },
        { term: 'Confirmed', value: <TimeOf moment={signature.confirmedAt} /> },
        ...(signature.withdrawnAt
          ? [{ term: 'Withdrawn', value: <TimeOf moment={signature.withdrawnAt} /> }]
          : []),
        {
          term: 'Flags',
          value:
            flags.length > 0 ? (
              <ul className="desk-plain-list">
                {flags.map((flag) => (
                  <li key={flag}>{flagTexts[flag] ?? flag}</li>
                ))}
              </ul>
            ) : (
              '–'
            ),
        },
        ...(signature.state === 'held'
          ? [{ term: 'Review', value: <Link to="../review">Go to the review</Link> }]
          : []),
      ]}
    />
  );
}
