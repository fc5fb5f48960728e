import type { Context } from '~/context.server';
import {
  hasNoLetters,
  insertBackgroundTexts,
  insertLetter,
  insertLetterTexts,
} from '~/db/letters.server';
import { locales } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { inventPeople } from '~/sample/invent-people';
import { sampleCampaign } from '~/sample/sample-campaign';
import { recordAudit } from '../audit/record-audit.server';
import { insertTargets } from '../deliveries/insert-targets.server';
import { loadSampleDeliveries } from '../deliveries/load-sample-deliveries.server';
import { loadSampleEndorsements } from '../endorsements/load-sample-endorsements.server';
import { addInventedSignatures } from '../signatures/add-invented-signatures.server';
import { hashLetterVersion } from './hash-letter-version.server';

const confirmed = 1204;
const pending = 138;

/**
 * Loads the demonstration campaign: the letter in three languages, its organisations, invented
 * signatories with addresses in `.example`, one delivery on record and one prepared. Refuses a
 * database that holds any letter.
 */
export async function loadSampleCampaign(
  ctx: Context,
): Promise<Result<{ slug: string }, 'not-empty'>> {
  if (!(await hasNoLetters(ctx.db))) return { ok: false, reason: 'not-empty' };
  const { slug } = sampleCampaign;
  await ctx.db.transaction().execute(async (trx) => {
    const loading = { ...ctx, db: trx };
    const { letterId, versionId } = await insertLetter(trx, {
      slug,
      state: 'open',
      masterLocale: sampleCampaign.masterLocale,
      timeZone: sampleCampaign.timeZone,
      goal: sampleCampaign.goal,
      demonstration: true,
      controller: sampleCampaign.controller,
      privacyContact: sampleCampaign.privacyContact,
      versionHash: hashLetterVersion(sampleCampaign.letterTexts),
    });
    const texts = <Text>(contents: Record<string, Text>) =>
      locales.map((locale) => ({
        locale,
        content: JSON.parse(JSON.stringify(contents[locale])),
        review: sampleCampaign.translationReview[locale],
      }));
    await insertLetterTexts(trx, versionId, texts(sampleCampaign.letterTexts));
    await insertBackgroundTexts(trx, letterId, texts(sampleCampaign.backgroundTexts));
    const people = inventPeople(1);
    const place = { letterId, versionId, spreadOverDays: 30 };
    await addInventedSignatures(loading, trx, {
      ...place,
      people,
      count: confirmed,
      state: 'confirmed',
    });
    await addInventedSignatures(loading, trx, {
      ...place,
      people,
      count: pending,
      state: 'pending',
      spreadOverDays: 5,
    });
    await loadSampleEndorsements(loading, trx, letterId);
    await insertTargets(loading, trx, letterId, sampleCampaign.targets);
    await recordAudit(trx, { actor: { kind: 'operator' }, action: 'sample.loaded', letterId });
  });
  await loadSampleDeliveries(ctx, slug);
  return { ok: true, slug };
}
