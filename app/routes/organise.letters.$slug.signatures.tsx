import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type DataRow, DataTable } from '~/components/desk/data-table';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { countryChoices, countryName, writeCount } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { flagLabels } from '~/components/desk/protection-labels';
import { SignatureFilterForm } from '~/components/desk/signature-filter-form';
import {
  languageNames,
  signatureStateLabels,
  visibilityLabels,
} from '~/components/desk/state-labels';
import { StateTag } from '~/components/desk/state-tag';
import { TimeOf } from '~/components/desk/time-of';
import { listSignatures } from '~/domain/signatures/list-signatures.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { readKey, readSignatureFilter } from '~/http/read-signature-filter.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { countryCodes } from '~/i18n/country-codes';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const view = data ? [...Object.values(data.filter), data.page].filter(Boolean).join(', ') : '';
  return deskMeta(view ? `Signatures (${view})` : 'Signatures', data?.frame);
};

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'read-signatures');
  const { filter, after, hrefAfter, firstPage } = readSignatureFilter(args.request);
  const before = readKey(after ?? null);
  const found = await listSignatures(args.context.ctx, { slug: letter.slug, filter, before });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    filter,
    countries: countryChoices(countryCodes),
    page: before === undefined ? null : `before ${before}`,
    total: found.total,
    older: found.next === null ? null : hrefAfter(String(found.next)),
    newest: before === undefined ? null : firstPage,
    zone: timeZoneName(letter.timeZone),
    rows: found.rows.map((row) => ({
      ...row,
      country: row.country ? countryName(row.country) : null,
      signedAt: moments.at(row.signedAt),
      confirmedAt: moments.atOrNull(row.confirmedAt),
    })),
  });
}

const columns = [
  { label: 'Number', numeric: true },
  { label: 'Name' },
  { label: 'Email (masked)' },
  { label: 'Title and affiliation' },
  { label: 'Country' },
  { label: 'Language' },
  { label: 'State' },
  { label: 'Name appears' },
  { label: 'Signed' },
  { label: 'Confirmed' },
  { label: 'Flags' },
];

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function toDataRow(row: Data['rows'][number]): DataRow {
  return {
    key: row.id,
    cells: [
      row.number,
      <bdi key="name" lang={row.locale}>
        {row.name}
      </bdi>,
      row.emailMasked,
      <bdi key="affiliation" lang={row.locale}>
        {[row.title, row.affiliation].filter(Boolean).join(', ') || '–'}
      </bdi>,
      row.country ?? '–',
      languageNames[row.locale],
      <StateTag key="state" state={row.state} label={signatureStateLabels[row.state]} />,
      visibilityLabels[row.visibility],
      <TimeOf key="signed" moment={row.signedAt} />,
      <TimeOf key="confirmed" moment={row.confirmedAt} />,
      row.flags.map((flag) => flagLabels[flag] ?? flag).join(', ') || '–',
    ],
  };
}

export default function Signatures() {
  const { frame, filter, countries, total, older, newest, zone, rows } =
    useLoaderData<typeof loader>();
  return (
    <DeskLayout frame={frame} title="Signatures" section="signatures">
      <SignatureFilterForm filter={filter} countries={countries} />
      <p>
        <strong>{writeCount(total)}</strong> {total === 1 ? 'signature' : 'signatures'} with these
        settings. Times are {zone}. Numbers count every entry, so confirmed ones have gaps.
      </p>
      {rows.length > 0 ? (
        <DataTable
          id="signatures"
          caption="Signatures, newest first"
          columns={columns}
          rows={rows.map(toDataRow)}
        />
      ) : (
        <p>No signature matches. Choose “All” in one of the fields to see more.</p>
      )}
      <nav className="desk-pages" aria-label="Pages of the list">
        {newest ? <Link to={newest}>Back to the newest</Link> : null}
        {older ? <Link to={older}>Older signatures</Link> : null}
      </nav>
    </DeskLayout>
  );
}
