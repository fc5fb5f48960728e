import type { Context } from '~/context.server';
import { inSnapshot } from '~/db/in-snapshot.server';
import {
  countLetterAudience,
  listLetterSignatoryRows,
  listPublicAnnexRows,
} from '~/db/letter-signatories.server';
import type { Locale } from '~/i18n/locale';
import { listPublicEndorsements } from '../endorsements/list-public-endorsements.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import type { LetterSnapshot, SnapshotSignatory } from './letter-snapshot';
import type { LetterView } from './letter-view';

export type Audience = 'public' | 'addressee';

export type TakenSnapshot = {
  snapshot: LetterSnapshot;
  /** Whose names stand in it, to notice later that one of them has withdrawn. */
  signatureIds: string[];
  endorsementIds: string[];
};

/**
 * Freezes a letter for one audience at one moment of the database: names of `public` signatories
 * for the public; those and `letter` ones for the addressee; counted-only people only as a number.
 */
export async function takeSnapshot(
  ctx: Context,
  letter: LetterView,
  audience: Audience,
  locale: Locale,
): Promise<TakenSnapshot> {
  return inSnapshot(ctx.db, async (trx) => {
    const frozen = { ...ctx, db: trx };
    const people = await countLetterAudience(trx, letter.id);
    const endorsements = await listPublicEndorsements(frozen, letter.id, locale);
    const named = await listNamed(frozen, letter.id, audience);
    const snapshot: LetterSnapshot = {
      slug: letter.slug,
      letterUrl: `${ctx.publicUrl}/letters/${letter.slug}`,
      masterLocale: letter.masterLocale,
      versionNumber: letter.version.number,
      versionHash: letter.version.hash,
      takenAt: ctx.clock.now().toISOString(),
      timeZone: letter.timeZone,
      demonstration: letter.demonstration,
      texts: letter.texts,
      endorsements: endorsements.map(
        ({ organisation, organisationEn, country, representative, role }) => ({
          organisation,
          organisationEn,
          country,
          representative,
          role,
        }),
      ),
      signatories: named.map(({ signatory }) => signatory),
      countedOnly: people.total - named.length,
      signatureCount: people.total,
      countryCount: people.countries,
    };
    return {
      snapshot,
      signatureIds: named.map(({ id }) => id),
      endorsementIds: endorsements.map(({ id }) => id),
    };
  });
}

async function listNamed(
  ctx: Context,
  letterId: string,
  audience: Audience,
): Promise<{ id: string; signatory: SnapshotSignatory }[]> {
  if (audience === 'public') {
    const rows = await listPublicAnnexRows(ctx.db, letterId);
    return rows.map(({ id, ...signatory }) => ({ id, signatory }));
  }
  const rows = await listLetterSignatoryRows(ctx.db, letterId);
  return rows.map((row) => {
    const { name, title, affiliation } = unsealSignatory(ctx, row);
    return { id: row.id, signatory: { name, title, affiliation, country: row.country } };
  });
}
