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
import { markSealed, unsealSignatory } from '../signatures/sealed-signatory.server';
import { type AnnexNames, usualNames } from './annex-names';
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
  /** Missing where they stand as is usual. */
  names?: AnnexNames;
};

/**
 * Freezes a letter for one audience at one moment of the database, and gives the `letter` as it was
 * then, so that its text, its figures and its names belong together: names of `public` signatories
 * for the public; those and `letter` ones for the addressee; counted-only people only as a number.
 * Whoever signed an earlier text only is named and counted nowhere, but stated as a number apart.
 * Names stand in the order of the language's alphabet, equal ones in the order of signing, unless `names`
 * say otherwise. `seals` say by the id of each signature named to the addressee from which sealed words its
 * name came.
 */
export async function takeSnapshot(
  ctx: Context,
  { id: letterId }: Pick<LetterView, 'id'>,
  audience: Audience,
  locale: Locale,
  names: AnnexNames = usualNames,
): Promise<TakenSnapshot & { letter: LetterView; seals: Map<string, Buffer> }> {
  const seen = await inSnapshot(ctx.db, (trx) =>
    readLetter({ ...ctx, db: trx }, letterId, audience, locale),
  );
  const { letter, takenAt, countedIds, endorsements, rows, namesMark } = seen;
  // Opened once the transaction has ended: very many names take longer than one may wait for them.
  const named = await openNames(ctx, rows, locale, names);
  const people = letter.counts;
  const snapshot: LetterSnapshot = {
    slug: letter.slug,
    letterUrl: `${ctx.publicUrl}/letters/${letter.slug}`,
    masterLocale: letter.masterLocale,
    versionNumber: letter.version.number,
    versionHash: letter.version.hash,
    takenAt,
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
    seals: new Map(named.flatMap(({ id, seal }) => (seal ? [[id, seal] as const] : []))),
    snapshot,
    signatureIds: named.map(({ id }) => id),
    ...(countedIds && { countedIds }),
    ...(namesMark && { namesMark }),
    endorsementIds: endorsements.map(({ id }) => id),
  };
}

/** Everything that the database has to say of it. */
async function readLetter(ctx: Context, letterId: string, audience: Audience, locale: Locale) {
  const { db } = ctx;
  const letter = await findLetterById(ctx, letterId);
  const text = { letterId, meaning: letter.version.meaning };
  const isPublic = audience === 'public';
  const marked = isPublic && letter.counts.signatures > manyNames;
  return {
    letter,
    takenAt: ctx.clock.now().toISOString(),
    countedIds: isPublic ? undefined : await listCountedOnlyIds(db, letterId),
    endorsements: await listPublicEndorsements(ctx, letterId, locale),
    rows: isPublic
      ? { open: await listPublicAnnexRows(db, text) }
      : { sealed: await listLetterSignatoryRows(db, letterId) },
    namesMark: marked ? await readPublicNamesMark(db, text) : undefined,
  };
}

type Rows = Awaited<ReturnType<typeof readLetter>>['rows'];
type Named = { id: string; signatory: SnapshotSignatory; seal?: Buffer };

async function openNames(
  ctx: Context,
  rows: Rows,
  locale: Locale,
  { order, latin }: AnnexNames,
): Promise<Named[]> {
  const named = rows.open
    ? rows.open.map(toNamed)
    : await mapInTurns(rows.sealed, (row): Named => {
        const { name, latinName, title, affiliation } = unsealSignatory(ctx, row);
        const words = { name, latin_name: (latin && latinName) || null, title, affiliation };
        return { ...toNamed({ ...row, ...words }), seal: markSealed(row.sealed) };
      });
  if (order === 'signing') return named;
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
