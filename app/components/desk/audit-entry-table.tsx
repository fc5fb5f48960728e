import { Link } from '@remix-run/react';
import type { AuditChanges, AuditValue } from '~/domain/audit/audit-changes';
import { auditWordsOf } from '~/domain/audit/audit-words';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import { objectLabel } from './audit-filter-form';
import { objectPath } from './audit-objects';
import { DataTable } from './data-table';
import type { Moment } from './moments';
import { roleLabels } from './role-labels';
import { TimeOf } from './time-of';

export type AuditEntryItem = {
  id: number;
  at: Moment;
  atUtc: Moment;
  actor:
    | { kind: 'organiser'; id: string; email: string | null; role: OrganiserRole | null }
    | { kind: 'operator' | 'system' };
  action: string;
  letter: string | null;
  objectKind: string | null;
  objectId: string | null;
  details: Record<string, AuditValue>;
  changes: AuditChanges;
  requestId: string | null;
};

/** Who it was, as far as the log says; what a link from a mail did has no organiser behind it. */
export function writeActor({ actor, requestId }: Pick<AuditEntryItem, 'actor' | 'requestId'>) {
  if (actor.kind !== 'organiser') {
    if (actor.kind === 'operator') return 'Command line';
    return requestId ? 'A link from a mail' : 'The system';
  }
  if (!actor.email) return 'a former organiser';
  return actor.role ? `${actor.email} (${roleLabels[actor.role]})` : actor.email;
}

function writeValue(value: AuditValue): string {
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** "closesAt" and "closes_at" as "closes at". */
function writeField(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

function Changes({ changes }: { changes: AuditChanges }) {
  const fields = Object.entries(changes);
  if (fields.length === 0) return '–';
  return (
    <ul className="desk-audit-changes">
      {fields.map(([name, [before, after]]) => (
        <li key={name}>
          {writeField(name)}: <del>{writeValue(before)}</del> <span aria-hidden="true">→</span>
          <span className="desk-hidden">became</span> <ins>{writeValue(after)}</ins>
        </li>
      ))}
    </ul>
  );
}

function ObjectOf({ entry, path }: { entry: AuditEntryItem; path: string }) {
  const { objectKind: kind, objectId: id, letter } = entry;
  if (!kind) return <>–</>;
  const to = objectPath({ kind, id, letter });
  const label = objectLabel(kind);
  return (
    <span className="desk-breakable">
      {to ? <Link to={to}>{label}</Link> : label}
      {id ? (
        <>
          {' '}
          <code>{id.slice(0, 8)}</code>
          <br />
          <Link to={`${path}?object=${kind}/${id}`}>
            Its entries<span className="desk-hidden"> ({`${label} ${id.slice(0, 8)}`})</span>
          </Link>
        </>
      ) : null}
    </span>
  );
}

function detailsOf({ details, requestId }: AuditEntryItem): string[] {
  const said = Object.entries(details).map(
    ([name, value]) => `${writeField(name)}: ${writeValue(value)}`,
  );
  return requestId ? [...said, `request: ${requestId}`] : said;
}

/** Entries of a log, newest first. `path` is the page on which to look for others. */
export function AuditEntryTable(props: {
  entries: AuditEntryItem[];
  path: string;
  zone: string;
  letters?: boolean;
}) {
  const { entries, path, zone, letters } = props;
  const columns = [
    { label: 'Entry', numeric: true },
    { label: `When (${zone})` },
    ...(zone === 'UTC' ? [] : [{ label: 'UTC' }]),
    { label: 'Who' },
    { label: 'What' },
    ...(letters ? [{ label: 'Letter' }] : []),
    { label: 'Object' },
    { label: 'Before and after' },
    { label: 'Details' },
  ];
  const rows = entries.map((entry) => ({
    key: String(entry.id),
    cells: [
      entry.id,
      <TimeOf key="when" moment={entry.at} />,
      ...(zone === 'UTC' ? [] : [<TimeOf key="utc" moment={entry.atUtc} />]),
      writeActor(entry),
      <span key="what" className="desk-audit-words">
        {auditWordsOf(entry.action)}
      </span>,
      ...(letters ? [<LetterOf key="letter" letter={entry.letter} />] : []),
      <ObjectOf key="object" entry={entry} path={path} />,
      <Changes key="changes" changes={entry.changes} />,
      <span key="details" className="desk-breakable">
        {detailsOf(entry).join(', ') || '–'}
      </span>,
    ],
  }));
  return (
    <DataTable id="audit" caption="Audit entries, newest first" columns={columns} rows={rows} />
  );
}

function LetterOf({ letter }: { letter: string | null }) {
  if (!letter) return <>–</>;
  return <Link to={`/organise/letters/${letter}`}>{letter}</Link>;
}
