import type { SigningFlag } from '~/domain/protection/signing-flag';
import type { SignatureVisibility } from '~/domain/signatures/signature';
import type { Locale } from '~/i18n/locale';
import { FactList } from './fact-list';
import type { Moment } from './moments';
import { flagLabels, flagTexts } from './protection-labels';
import { languageNames, visibilityLabels } from './state-labels';
import { TimeOf } from './time-of';

export type ReviewedSignature = {
  id: string;
  number: number;
  name: string;
  latinName: string | null;
  title: string | null;
  affiliation: string | null;
  comment: string | null;
  emailMasked: string;
  country: string | null;
  locale: Locale;
  visibility: SignatureVisibility;
  flags: SigningFlag[];
  signedAt: Moment;
  confirmedAt: Moment | null;
};

/** What was noted when a signature came, each with what an honest reason for it can be. */
export function SignatureFlags({ flags, none }: { flags: SigningFlag[]; none: string }) {
  if (flags.length === 0) return <p>{none}</p>;
  return (
    <ul className="desk-signals">
      {flags.map((flag) => (
        <li key={flag} className="desk-signal-warn">
          <strong>{flagLabels[flag] ?? flag}:</strong> {flagTexts[flag]}
        </li>
      ))}
    </ul>
  );
}

/** What its owner wrote, and when; the address masked. */
export function SignatureFacts({ signature }: { signature: ReviewedSignature }) {
  const { locale, latinName, title, affiliation, comment } = signature;
  const own = (text: string | null) => (text ? <bdi lang={locale}>{text}</bdi> : '–');
  const facts = [
    ...(latinName ? [{ term: 'In Latin letters', value: <bdi>{latinName}</bdi> }] : []),
    { term: 'Title', value: own(title) },
    { term: 'Affiliation', value: own(affiliation) },
    { term: 'Comment for the organisers', value: own(comment) },
    { term: 'Email (masked)', value: signature.emailMasked },
    { term: 'Country', value: signature.country ?? '–' },
    { term: 'Language', value: languageNames[locale] },
    { term: 'Name appears', value: visibilityLabels[signature.visibility] },
    { term: 'Signed', value: <TimeOf moment={signature.signedAt} /> },
    { term: 'Mailbox confirmed', value: <TimeOf moment={signature.confirmedAt} /> },
    { term: 'Number', value: signature.number },
  ];
  return <FactList facts={facts} />;
}
