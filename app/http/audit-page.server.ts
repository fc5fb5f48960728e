import { momentsIn, timeZoneName } from '~/components/desk/moments';
import type { Context } from '~/context.server';
import { type AuditEntryView, listAudit } from '~/domain/audit/list-audit.server';
import { readAuditChoices } from '~/domain/audit/read-audit-choices.server';
import { readAuditFilter } from './read-audit-filter.server';

type Moments = ReturnType<typeof momentsIn>;

/** An entry with its time as the desk writes it: of the letter's zone and UTC. */
export function showEntry(entry: AuditEntryView, local: Moments, utc: Moments) {
  return { ...entry, at: local.at(entry.at), atUtc: utc.at(entry.at) };
}

/** What the page of an audit log shows: of a letter, or without `slug` of the whole installation. */
export async function readAuditPage(
  ctx: Context,
  asked: { url: string; slug?: string; timeZone: string },
) {
  const { slug, timeZone } = asked;
  const { search, query, before, after, href } = readAuditFilter(asked.url);
  const [{ entries, older, newer }, choices] = await Promise.all([
    listAudit(ctx, { ...query, slug, timeZone, before, after }),
    readAuditChoices(ctx, { slug }),
  ]);
  const [local, utc] = [momentsIn(timeZone), momentsIn('UTC')];
  return {
    search,
    choices,
    zone: timeZoneName(timeZone),
    isFiltered: Object.values(search).some(Boolean),
    newest: newer === null ? null : href(),
    newer: newer === null ? null : href({ after: newer }),
    older: older === null ? null : href({ before: older }),
    entries: entries.map((entry) => showEntry(entry, local, utc)),
  };
}
