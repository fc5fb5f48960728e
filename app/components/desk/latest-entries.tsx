import { Link } from '@remix-run/react';
import { auditWordsOf } from '~/domain/audit/audit-words';
import { type AuditEntryItem, writeActor } from './audit-entry-table';
import { TimeOf } from './time-of';

/** The newest entries of a letter's log in words. */
export function LatestEntries({ entries, log }: { entries: AuditEntryItem[]; log: string }) {
  return (
    <section aria-labelledby="latest-heading">
      <h2 id="latest-heading">What was done last</h2>
      {entries.length === 0 ? (
        <p>Nothing is recorded yet.</p>
      ) : (
        <ol className="desk-latest">
          {entries.map((entry) => (
            <li key={entry.id}>
              <TimeOf moment={entry.at} /> {auditWordsOf(entry.action)}
              {' · '}
              <span className="desk-soft">{writeActor(entry)}</span>
            </li>
          ))}
        </ol>
      )}
      <p>
        <Link to={log}>Open the audit log</Link>
      </p>
    </section>
  );
}
