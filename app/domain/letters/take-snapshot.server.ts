import type { Context } from '~/context.server';
import { inSnapshot } from '~/db/in-snapshot.server';
import { listLetterSignatoryRows } from '~/db/letter-signatories.server';
import {
  listPublicAnnexRows,
  type PublicNamesMark,
  readPublicNamesMark,
} from '~/db/public-signatories.server';
import { listCountedOnlyIds } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import { listPublicEndorsements } from '../endorsements/list-public-endorsements.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import { findLetterById } from './find-letter-by-id.server';
import { mapInTurns, sortInTurns } from './in-turns.server';
import type { LetterSnapshot, SnapshotSignatory } from './letter-snapshot';
import type { Channel, LetterView } from './letter-view';
import { manyNames } from './press';

export type Audience = 'public' | 'addressee';

export type TakenSnapshot = {
  snapshot: LetterSnapshot;
  /** Whose names stand in it, to notice later that one of them has withdrawn. */
  signatureIds: string[];
  /** Who is counted in it without a name; for the addressee's copies only. */
  countedIds?: string[];
  endorsementIds: string[];
  /** Of very many public names: by what a change of them is noticed later. */
  namesMark?: PublicNamesMark;
  /** Of an addendum: whom it says that they no longer stand there. */
  withdrawnIds?: string[];
  /** Where the copy was meant to go when it was frozen; missing in older ones. */
  place?: Place;
};

export type Place = {
  channel: Channel;
  addressee: string;
  address: string;
  copies: string[];
  locales: Locale[];
  /** Where answers go; missing in copies from before it was kept. */
  replyTo?: string | null;
};

/**
 * Freezes a letter for one audience at one moment of the database, and gives the `letter` as it was
 * then, so that its text, its figures and its names belong together: names of `public` signatories
 * for the public; those and `letter` ones for the addressee; counted-only people only as a number.
 * Whoever signed an earlier text only is named and counted nowhere, but stated as a number apart.
 * Names stand in the order of the language's alphabet, equal ones in the order of signing.
 */
export async function takeSnapshot(
  ctx: Context,
  { id: letterId }: Pick<LetterView, 'id'>,
  audience: Audience,
  locale: Locale,
): Promise<TakenSnapshot & { letter: LetterView }> {
  return inSnapshot(ctx.db, async (trx) => {
    const frozen = { ...ctx, db: trx };
    const letter = await findLetterById(frozen, letterId);
    const people = letter.counts;
    const countedIds =
      audience === 'addressee' ? await listCountedOnlyIds(trx, letterId) : undefined;
    const endorsements = await listPublicEndorsements(frozen, letterId, locale);
    const named = await listNamed(frozen, letter, audience, locale);
    const text = { letterId, meaning: letter.version.meaning };
    const namesMark =
      audience === 'public' && people.signatures > manyNames
        ? await readPublicNamesMark(trx, text)
        : undefined;
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
        ({
          organisation,
          organisationEn,
          names,
          coordinator,
          foundingPosition,
          country,
          representative,
          role,
        }) => ({
          organisation,
          organisationEn,
          names,
          coordinator,
          foundingPosition,
          country,
          representative,
          role,
        }),
      ),
      signatories: named.map(({ signatory }) => signatory),
      namesHidden: audience === 'public' && letter.namesHidden,
      countedOnly: people.signatures - named.length,
      signatureCount: people.signatures,
      earlierPeople: people.earlier,
      countryCount: people.countries,
      ...(letter.paper.batches > 0 && { paper: letter.paper }),
      previousCopy: null,
    };
    return {
      letter,
      snapshot,
      signatureIds: named.map(({ id }) => id),
      ...(countedIds && { countedIds }),
      ...(namesMark && { namesMark }),
      endorsementIds: endorsements.map(({ id }) => id),
    };
  });
}

type Named = { id: string; signatory: SnapshotSignatory };

async function listNamed(
  ctx: Context,
  letter: LetterView,
  audience: Audience,
  locale: Locale,
): Promise<Named[]> {
  const { id: letterId, version } = letter;
  const named =
    audience === 'public'
      ? (await listPublicAnnexRows(ctx.db, { letterId, meaning: version.meaning })).map(toNamed)
      : await mapInTurns(await listLetterSignatoryRows(ctx.db, letterId), (row) => {
          const { name, latinName = null, title, affiliation } = unsealSignatory(ctx, row);
          return toNamed({ ...row, name, latin_name: latinName, title, affiliation });
        });
  const collator = new Intl.Collator(locale);
  return sortInTurns(named, (a, b) => collator.compare(a.signatory.name, b.signatory.name));
}

function toNamed(row: {
  id: string;
  name: string;
  latin_name: string | null;
  title: string | null;
  affiliation: string | null;
  country: string | null;
}): Named {
  const { id, name, latin_name: latinName, title, affiliation, country } = row;
  return { id, signatory: { name, latinName, title, affiliation, country } };
}
