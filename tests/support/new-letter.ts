import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { insertTargets } from '~/domain/deliveries/insert-targets.server';
import { changeGeneral } from '~/domain/letters/change-general.server';
import { createLetter } from '~/domain/letters/create-letter.server';
import type { LetterText } from '~/domain/letters/letter';
import type { LetterView } from '~/domain/letters/letter-view';
import { publishLetter } from '~/domain/letters/publish-letter.server';
import { readDraft } from '~/domain/letters/read-draft.server';
import { saveDraft } from '~/domain/letters/save-draft.server';
import { sendTestSignature } from '~/domain/letters/send-test-signature.server';
import { viewLetter } from '~/domain/letters/view-letter.server';
import type { Locale } from '~/i18n/locale';
import { sampleCampaign } from '~/sample/sample-campaign';
import { type Colleague, colleague } from './writing';

export const newSlug = 'a-new-letter';
const email = 'owner@desk.example';

/** A draft that somebody has just begun, in the languages given; the first is the master. */
export async function beginLetter(
  ctx: Context,
  locales: [Locale, ...Locale[]] = ['en'],
): Promise<Colleague> {
  const owner = await colleague(ctx, 'owner', 'owner');
  const begun = await createLetter(ctx, {
    title: 'A working title',
    slug: newSlug,
    masterLocale: locales[0],
    locales,
    timeZone: 'Europe/Kyiv',
    actor: owner.actor,
  });
  if (!begun.ok) throw new Error(begun.reason);
  return owner;
}

/** The letter as organisers see it. */
export async function deskView(ctx: Context, slug = newSlug): Promise<LetterView> {
  const row = await findLetterRow(ctx.db, { slug });
  if (!row) throw new Error('no such letter');
  return viewLetter(ctx, row);
}

/** Writes the letter in one language: the sample's text, with what is given. */
export async function writeText(
  ctx: Context,
  { actor }: Colleague,
  locale: Locale,
  given: Partial<LetterText> = {},
): Promise<void> {
  const { id: letterId } = await deskView(ctx);
  const place = { letterId, kind: 'letter' as const, locale };
  const found = await readDraft(ctx, place);
  if (!found.ok) throw new Error(found.reason);
  const { revision, master } = found.draft;
  const content = { ...sampleCampaign.letterTexts[locale], ...given };
  const saved = await saveDraft(ctx, { ...place, content, revision, seen: master?.hashes, actor });
  if (!saved.ok) throw new Error(saved.reason);
}

/** Does everything that a letter needs besides its texts. */
export async function prepare(ctx: Context, { actor }: Colleague): Promise<void> {
  const letter = await deskView(ctx);
  const { timeZone, locales } = letter;
  await changeGeneral(ctx, {
    slug: newSlug,
    general: {
      goal: null,
      timeZone,
      locales,
      controller: 'A group, Seoul',
      privacyContact: 'data@group.example',
    },
    withdraw: false,
    actor,
  });
  const [target] = sampleCampaign.targets;
  if (!target) throw new Error('the sample has no target');
  await ctx.db.transaction().execute((trx) => insertTargets(ctx, trx, letter.id, [target]));
}

export async function testIt(ctx: Context, { actor }: Colleague): Promise<void> {
  const sent = await sendTestSignature(ctx, { slug: newSlug, organiser: { email }, actor });
  if (!sent.ok) throw new Error(sent.reason);
}

export function publishIt(ctx: Context, { actor }: Colleague) {
  return publishLetter(ctx, { slug: newSlug, actor });
}

/** From nothing to a public letter in these languages. */
export async function publishNewLetter(
  ctx: Context,
  locales: [Locale, ...Locale[]] = ['en'],
): Promise<Colleague> {
  const owner = await beginLetter(ctx, locales);
  for (const locale of locales) await writeText(ctx, owner, locale);
  await prepare(ctx, owner);
  await testIt(ctx, owner);
  const published = await publishIt(ctx, owner);
  if (!published.ok) throw new Error(published.reason);
  return owner;
}
