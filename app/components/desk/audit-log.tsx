import { Link } from '@remix-run/react';
import { type AuditEntryItem, AuditEntryTable } from './audit-entry-table';
import { AuditFilterForm, type AuditFilterProps } from './audit-filter-form';

type AuditPage = AuditFilterProps & {
  zone: string;
  isFiltered: boolean;
  newest: string | null;
  newer: string | null;
  older: string | null;
  entries: AuditEntryItem[];
};

/** The export asks for exactly the filter that the page shows. */
function exportPath(path: string, search: AuditPage['search']): string {
  const given = Object.entries(search).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `${path}/download?${new URLSearchParams(given)}`;
}

/**
 * A log with its filter, its pages and its export: of a letter, or (with `letters`, which adds a
 * column) of the whole installation. `path` is the page's own.
 */
export function AuditLog(props: { log: AuditPage; path: string; letters?: boolean }) {
  const { log, path, letters } = props;
  return (
    <>
      <AuditFilterForm search={log.search} choices={log.choices} />
      <p>
        {log.isFiltered ? (
          <>
            Shown is what the fields above say. <Link to={path}>Show everything</Link>.{' '}
          </>
        ) : null}
        Days and times are {log.zone}
        {log.zone === 'UTC' ? '' : ', with UTC beside them'}.
      </p>
      {log.entries.length > 0 ? (
        <AuditEntryTable entries={log.entries} path={path} letters={letters} zone={log.zone} />
      ) : (
        <p>No entry is found. Choose “All” in one of the fields to see more.</p>
      )}
      <Pages {...log} />
      <form method="post" action={exportPath(path, log.search)} className="desk-audit-export">
        <p>Export what is shown, on all pages. That is recorded as an entry of its own.</p>
        <button type="submit" name="format" value="csv" className="desk-button">
          Export as CSV
        </button>
        <button type="submit" name="format" value="jsonl" className="desk-button">
          Export as JSON lines
        </button>
      </form>
    </>
  );
}

function Pages({ newest, newer, older }: Pick<AuditPage, 'newest' | 'newer' | 'older'>) {
  if (!newest && !older) return null;
  return (
    <nav className="desk-pages" aria-label="Pages of the log">
      {newest ? <Link to={newest}>Newest entries</Link> : null}
      {newer ? <Link to={newer}>Newer entries</Link> : null}
      {older ? <Link to={older}>Older entries</Link> : null}
    </nav>
  );
}
