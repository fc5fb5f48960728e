import type { Context } from '~/context.server';
import {
  countToAsk,
  insertCarryOver,
  lockCarryOvers,
  supersedeCarryOvers,
} from '~/db/carry-overs.server';
import type { Transaction } from '~/db/client.server';
import { deleteTextDrafts, lockTextDrafts } from '~/db/letter-publishing.server';
import { insertVersion, lockForPublishing, setMeaning } from '~/db/letter-versions.server';
import { findLetterRow, insertLetterTexts, listLetterTexts } from '~/db/letters.server';
import { listTextDrafts } from '~/db/text-drafts.server';
import type { Locale } from '~/i18n/locale';
import { recordAudit } from '../audit/record-audit.server';
import { hashLetterVersion } from '../letters/hash-letter-version.server';
import { type LetterTexts, letterTextSchema } from '../letters/letter';
import type { MissingText } from '../letters/read-draft-texts.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { findBehind } from './find-behind.server';
import { type LaterKind, longestSummary, type VersionSummaries } from './letter-version';

export type PublishInput = {
  slug: string;
  kind: LaterKind;
  texts: LetterTexts;
  /** What changed, in every language the letter is offered in; public. */
  summaries: Partial<Record<Locale, string>>;
  /** The hash of the public version that the organiser compared with. */
  base?: string;
  actor: Actor;
};

export type PublishRefusal =
  | { ok: false; reason: 'not-found' | 'not-open' | 'outdated' | 'nothing-changed' }
  | { ok: false; reason: 'incomplete'; missing: MissingText[] }
  | {
      ok: false;
      reason: 'summary-missing' | 'summary-too-long' | 'translation-behind';
      locales: Locale[];
    };

export type Published = { ok: true; number: number; toBeAsked: number };

/**
 * Makes an edited text the public one: as a correction, for which every signature goes on to count,
 * or as a change of meaning, for which nobody has signed yet and about which everybody who signed
 * before is asked by mail. Version, texts, audit and the asking are one transaction, and nobody
 * signs or confirms while it runs. Refused unless the letter takes signatures, every language is
 * complete and says what changed (at most 600 characters), and something did; `translation-behind`
 * when a draft was made from a text that has changed since and nobody has said that it is still right;
 * `outdated` when another version has been published since `base`.
 */
export async function publishVersion(
  ctx: Context,
  input: PublishInput,
): Promise<Published | PublishRefusal> {
  const known = await findLetterRow(ctx.db, { slug: input.slug });
  if (!known) return { ok: false, reason: 'not-found' };
  const offered = known.locales as Locale[];
  const refusal = refuseWords(input, offered);
  if (refusal) return refusal;
  return ctx.db.transaction().execute(async (trx) => {
    await lockCarryOvers(trx, known.id);
    const letter = await lockForPublishing(trx, input.slug);
    const public$ = letter && (await findLetterRow(trx, { id: letter.id }));
    if (!public$) return { ok: false, reason: 'not-found' };
    if (!letter.open) return { ok: false, reason: 'not-open' };
    if (input.base && input.base !== public$.version_hash) {
      return { ok: false, reason: 'outdated' };
    }
    const hash = hashLetterVersion(input.texts, offered);
    if (hash === public$.version_hash) return { ok: false, reason: 'nothing-changed' };
    const behind = await findBehind({ db: trx }, letter.id);
    if (behind.length > 0) return { ok: false, reason: 'translation-behind', locales: behind };
    return publish(trx, { ...input, offered, hash, before: public$, meaning: letter.meaning });
  });
}

function refuseWords({ texts, summaries }: PublishInput, offered: Locale[]): PublishRefusal | null {
  const missing = offered.flatMap((locale) => {
    const parsed = letterTextSchema.safeParse(texts[locale]);
    const issues = parsed.success ? [] : parsed.error.issues;
    return issues.map(({ path }) => ({ locale, field: path.join('.') }));
  });
  if (missing.length > 0) return { ok: false, reason: 'incomplete', missing };
  const silent = offered.filter((locale) => clean(summaries[locale]) === '');
  if (silent.length > 0) return { ok: false, reason: 'summary-missing', locales: silent };
  const long = offered.filter((locale) => clean(summaries[locale]).length > longestSummary);
  if (long.length > 0) return { ok: false, reason: 'summary-too-long', locales: long };
  return null;
}

function clean(summary = ''): string {
  return summary
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

type Publishing = PublishInput & {
  offered: Locale[];
  hash: string;
  meaning: number;
  before: { id: string; version_id: string; version_number: number; version_hash: string };
};

async function publish(trx: Transaction, publishing: Publishing): Promise<Published> {
  const { kind, summaries, hash, before, offered, actor } = publishing;
  const number = before.version_number + 1;
  const meaning = publishing.meaning + (kind === 'change' ? 1 : 0);
  const said = offered.map((locale) => [locale, clean(summaries[locale])]);
  const versionId = await insertVersion(trx, {
    letter_id: before.id,
    number,
    kind,
    meaning,
    hash,
    summaries: JSON.stringify(Object.fromEntries(said) satisfies VersionSummaries),
    published_by: actorKey(actor),
  });
  await insertLetterTexts(trx, versionId, await reviewed(trx, publishing));
  await endPublishedDrafts(trx, publishing);
  const toBeAsked = kind === 'change' ? await countToAsk(trx, before.id) : 0;
  await setMeaning(trx, before.id, meaning);
  if (kind === 'change') {
    await supersedeCarryOvers(trx, before.id);
    await insertCarryOver(trx, {
      letter_version_id: versionId,
      letter_id: before.id,
      expected: toBeAsked,
    });
  }
  await recordAudit(trx, {
    actor,
    action: 'letter.version-published',
    letterId: before.id,
    object: { kind: 'version', id: versionId },
    details: { kind, number, before: before.version_hash, after: hash, toBeAsked },
  });
  return { ok: true, number, toBeAsked };
}

/** A draft that is public now is none any more; one that was saved a moment ago stays. */
async function endPublishedDrafts(
  trx: Transaction,
  { before, texts, offered }: Publishing,
): Promise<void> {
  const of = { letterId: before.id, kind: 'letter' as const };
  await lockTextDrafts(trx, before.id);
  const drafts = await listTextDrafts(trx, of);
  const locales = offered.filter((locale) => {
    const draft = letterTextSchema.safeParse(drafts.find((row) => row.locale === locale)?.content);
    if (!draft.success) return false;
    const hashOf = (text: LetterTexts[Locale]) =>
      hashLetterVersion({ ...texts, [locale]: text }, [locale]);
    return hashOf(draft.data) === hashOf(texts[locale]);
  });
  if (locales.length > 0) await deleteTextDrafts(trx, { ...of, locales });
}

/** Each text with how far it has been reviewed, as its draft says, or as it was before. */
async function reviewed(
  trx: Transaction,
  { before, texts, offered }: Publishing,
): Promise<Parameters<typeof insertLetterTexts>[2]> {
  const drafts = await listTextDrafts(trx, { letterId: before.id, kind: 'letter' });
  const earlier = await listLetterTexts(trx, before.version_id);
  return offered.map((locale) => ({
    locale,
    review: [...drafts, ...earlier].find((row) => row.locale === locale)?.review ?? 'draft',
    content: JSON.parse(JSON.stringify(texts[locale])),
  }));
}
