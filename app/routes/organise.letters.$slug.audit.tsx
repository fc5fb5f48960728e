import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { DataTable } from '~/components/desk/data-table';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { TimeOf } from '~/components/desk/time-of';
import { listAudit } from '~/domain/audit/list-audit.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { readKey } from '~/http/read-signature-filter.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Audit log', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'read-audit');
  const before = readKey(new URL(args.request.url).searchParams.get('before'));
  const { entries, next } = await listAudit(args.context.ctx, { slug: letter.slug, before });
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    next,
    isFirst: before === undefined,
    zone: timeZoneName(letter.timeZone),
    entries: entries.map((entry) => ({
      ...entry,
      at: moments.at(entry.at),
      details: Object.entries(entry.details).map(([name, value]) => `${name}: ${value}`),
    })),
  });
}

const columns = [
  { label: 'Entry', numeric: true },
  { label: 'When' },
  { label: 'Who' },
  { label: 'What' },
  { label: 'Object' },
  { label: 'Details' },
];

export default function AuditLog() {
  const { frame, next, isFirst, zone, entries } = useLoaderData<typeof loader>();
  const rows = entries.map((entry) => ({
    key: String(entry.id),
    cells: [
      entry.id,
      <TimeOf key="when" moment={entry.at} />,
      entry.actor,
      entry.action,
      <span key="object" className="desk-breakable">
        {[entry.objectKind, entry.objectId].filter(Boolean).join(' ') || '–'}
      </span>,
      <span key="details" className="desk-breakable">
        {entry.details.join(', ') || '–'}
      </span>,
    ],
  }));
  return (
    <DeskLayout frame={frame} title="Audit log" section="audit">
      <p>
        Who did what with this letter. Entries are added only; nobody can change or remove one.
        Times are {zone}.
      </p>
      {rows.length > 0 ? (
        <DataTable id="audit" caption="Audit entries, newest first" columns={columns} rows={rows} />
      ) : (
        <p>Nothing is recorded here yet.</p>
      )}
      <nav className="desk-pages" aria-label="Pages of the log">
        {isFirst ? null : <Link to="?">Back to the newest</Link>}
        {next === null ? null : <Link to={`?before=${next}`}>Older entries</Link>}
      </nav>
    </DeskLayout>
  );
}
