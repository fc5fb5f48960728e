import type { Context } from '~/context.server';
import { listPublicCountries, listPublicSignatoryRows } from '~/db/public-signatories.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { findLetter } from '../letters/find-letter.server';
import type { LetterView, PublicSignatory } from '../letters/letter-view';
import { toPublicSignatory } from './to-public-signatory';

const pageSize = 100;

/**
 * A page of public signatories, newest first; `after` continues behind a number, `query` matches
 * inside names. `next` is the `after` of the following page or null at the end.
 */
export async function listPublicSignatories(
  ctx: Context,
  input: { slug: string; query?: string; country?: string; after?: number; limit?: number },
): Promise<
  Result<
    {
      letter: LetterView;
      signatories: PublicSignatory[];
      next: number | null;
      countries: string[];
    },
    'not-found'
  >
> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  const limit = Math.min(input.limit ?? pageSize, pageSize);
  const [rows, countries] = await Promise.all([
    listPublicSignatoryRows(ctx.db, letter.id, {
      timeZone: letter.timeZone,
      query: input.query ? cleanLine(input.query).slice(0, 120) : undefined,
      country: input.country,
      after: input.after,
      limit: limit + 1,
    }),
    listPublicCountries(ctx.db, letter.id),
  ]);
  const shown = rows.slice(0, limit);
  return {
    ok: true,
    letter,
    signatories: shown.map(toPublicSignatory),
    next: rows.length > limit ? (shown.at(-1)?.number ?? null) : null,
    countries,
  };
}
