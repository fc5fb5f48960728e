import type { LetterRow } from '~/db/letters.server';
import type { ExportScope } from '~/db/signature-export.server';
import { toTableFilter } from '../signatures/to-table-filter';
import type { ExportView, SignaturePreset } from './export';

const audiences = { public: 'public', letter: 'addressee', full: null } as const;

/**
 * Which signatures a preset has of a view of the table: the same filter as the table's, so that both
 * find the same rows. Null when the view cannot find any.
 */
export function scopeOf(
  letter: Pick<LetterRow, 'id' | 'time_zone'>,
  { preset, view }: { preset: SignaturePreset; view: ExportView | null },
): ExportScope | null {
  const scope = { letterId: letter.id, audience: audiences[preset], filter: null };
  if (!view) return scope;
  const filter = toTableFilter(view.filter, view.sort, letter.time_zone);
  return filter && { ...scope, filter };
}
