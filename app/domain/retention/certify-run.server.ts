import { createHash } from 'node:crypto';
import type { StoredRun } from '~/db/retention-runs.server';

/**
 * The certificate of a run: hex SHA-256 over one JSON text with sorted keys and without spaces, of
 * counts, end, letter, begin and task (times ISO 8601 in UTC with milliseconds), so that anybody
 * can compute it anew.
 */
export function certifyRun(run: Omit<StoredRun, 'certificateHash'>): string {
  const { counts, finishedAt, letterId, startedAt, task } = run;
  const text = JSON.stringify(sortKeys({ counts, finishedAt, letterId, startedAt, task }));
  return createHash('sha256').update(text).digest('hex');
}

function sortKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sortKeys(part)]));
}
