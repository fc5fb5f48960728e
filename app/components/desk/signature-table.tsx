import { Link } from '@remix-run/react';
import type { SigningFlag } from '~/domain/protection/signing-flag';
import type { SignatureState, SignatureVisibility } from '~/domain/signatures/signature';
import type { Locale } from '~/i18n/locale';
import type { Moment } from './moments';
import { flagLabels } from './protection-labels';
import { SortHeading, type Sorting } from './sort-heading';
import { languageNames, signatureStateLabels, visibilityLabels } from './state-labels';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';

export type SignatureTableRow = {
  id: string;
  number: number;
  named: boolean;
  name: string;
  title: string | null;
  affiliation: string | null;
  country: string | null;
  locale: Locale;
  state: SignatureState;
  visibility: SignatureVisibility;
  signedAt: Moment;
  flags: SigningFlag[];
  version: number;
  hidden: boolean;
  duplicate: boolean;
};

function marksOf({ flags, hidden, duplicate }: SignatureTableRow): string {
  const marks = flags.map((flag) => flagLabels[flag] ?? flag);
  if (hidden) marks.push('kept off the list');
  if (duplicate) marks.push('duplicate');
  return marks.join(', ') || '–';
}

function Name({ row }: { row: SignatureTableRow }) {
  return row.named ? (
    <bdi lang={row.locale}>{row.name}</bdi>
  ) : (
    <span className="desk-masked">
      <span className="desk-hidden">masked: </span>
      <bdi lang={row.locale}>{row.name}</bdi>
    </span>
  );
}

function Row({ row, ticking }: { row: SignatureTableRow; ticking: { all: boolean } | null }) {
  return (
    <tr>
      {ticking ? (
        <td className="desk-tick">
          <label>
            <span className="desk-hidden">Tick number {row.number}</span>
            <input type="checkbox" name="tick" value={row.id} defaultChecked={ticking.all} />
          </label>
        </td>
      ) : null}
      <th scope="row" className="numeric">
        <Link to={row.id}>{row.number}</Link>
      </th>
      <td>
        <Name row={row} />
      </td>
      <td>
        <bdi lang={row.locale}>
          {[row.title, row.affiliation].filter(Boolean).join(', ') || '–'}
        </bdi>
      </td>
      <td>{row.country ?? '–'}</td>
      <td>{languageNames[row.locale]}</td>
      <td>
        <StateTag state={row.state} label={signatureStateLabels[row.state]} />
      </td>
      <td>{visibilityLabels[row.visibility]}</td>
      <td>
        <TimeOf moment={row.signedAt} />
      </td>
      <td>{marksOf(row)}</td>
      <td className="numeric">{row.version}</td>
    </tr>
  );
}

/**
 * The table of signatures: headings sort it, rows lead to their own pages, and boxes tick them where
 * `ticking` says so. It scrolls inside its own labelled region.
 */
export function SignatureTable(props: {
  caption: string;
  rows: SignatureTableRow[];
  sorting: Sorting;
  ticking: { all: boolean } | null;
}) {
  const { caption, rows, sorting, ticking } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="desk-table desk-signatures" aria-labelledby="signatures" tabIndex={0}>
      <table>
        <caption id="signatures">
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            {ticking ? (
              <th scope="col">
                <span className="desk-hidden">Ticked</span>
              </th>
            ) : null}
            <SortHeading by="number" label="No." sorting={sorting} numeric />
            <SortHeading by="name" label="Name" sorting={sorting} />
            <th scope="col">Affiliation</th>
            <SortHeading by="country" label="Country" sorting={sorting} />
            <th scope="col">Language</th>
            <SortHeading by="state" label="State" sorting={sorting} />
            <th scope="col">Name appears</th>
            <SortHeading by="signed" label="Signed" sorting={sorting} />
            <th scope="col">Flags</th>
            <th scope="col" className="numeric">
              Version
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} ticking={ticking} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
