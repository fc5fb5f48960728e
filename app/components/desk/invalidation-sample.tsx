import type { SignatureState } from '~/domain/signatures/signature';
import type { Locale } from '~/i18n/locale';
import { DataTable } from './data-table';
import { writeCount } from './figures';
import type { Moment } from './moments';
import { languageNames, signatureStateLabels } from './state-labels';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';

type Sampled = {
  id: string;
  number: number;
  name: string;
  emailMasked: string;
  country: string | null;
  locale: Locale;
  state: SignatureState;
  signedAt: Moment;
};

const columns = [
  { label: 'Number', numeric: true },
  { label: 'Name' },
  { label: 'Email (masked)' },
  { label: 'Country' },
  { label: 'Language' },
  { label: 'State now' },
  { label: 'Signed' },
];

/** Some of the signatures that are meant, as they are now. */
export function InvalidationSample({ sample, frozen }: { sample: Sampled[]; frozen: number }) {
  if (sample.length === 0) return null;
  const rows = sample.map((signature) => ({
    key: signature.id,
    cells: [
      signature.number,
      <bdi key="name" lang={signature.locale}>
        {signature.name}
      </bdi>,
      signature.emailMasked,
      signature.country ?? '–',
      languageNames[signature.locale],
      <StateTag
        key="state"
        state={signature.state}
        label={signatureStateLabels[signature.state]}
      />,
      <TimeOf key="signed" moment={signature.signedAt} />,
    ],
  }));
  const all = sample.length === frozen;
  return (
    <section aria-labelledby="sample-heading">
      <h2 id="sample-heading">{all ? 'Which they are' : 'Some of them'}</h2>
      <DataTable
        id="sample"
        caption={
          all ? 'All of them' : `${sample.length} of ${writeCount(frozen)}, chosen at random`
        }
        columns={columns}
        rows={rows}
      />
    </section>
  );
}
