import type { Context } from '~/context.server';
import { insertBackgroundTexts, insertLetter, insertLetterTexts } from '~/db/letters.server';
import { insertTargets } from '~/domain/deliveries/insert-targets.server';
import { hashLetterVersion } from '~/domain/letters/hash-letter-version.server';
import type { MessageProps, PersonalMessage } from '~/domain/messages/message';
import { messageSeal } from '~/domain/messages/message-seal';
import { type SignForm, signFormSchema } from '~/domain/signatures/signature';
import { locales } from '~/i18n/locale';
import { sampleCampaign } from '~/sample/sample-campaign';

export const slug = 'a-letter';
export const addressee = 'the Ambassador of Ukraine to the Republic of Korea';

/** An open letter with texts and targets and nobody under it. */
export async function createLetter(ctx: Context, letterSlug = slug): Promise<string> {
  return ctx.db.transaction().execute(async (trx) => {
    const { letterId, versionId } = await insertLetter(trx, {
      slug: letterSlug,
      state: 'open',
      masterLocale: 'en',
      timeZone: 'Asia/Seoul',
      goal: null,
      demonstration: false,
      versionHash: hashLetterVersion(sampleCampaign.letterTexts),
    });
    const rows = (texts: Record<string, unknown>) =>
      locales.map((locale) => ({
        locale,
        review: 'reviewed',
        content: JSON.parse(JSON.stringify(texts[locale])),
      }));
    await insertLetterTexts(trx, versionId, rows(sampleCampaign.letterTexts));
    await insertBackgroundTexts(trx, letterId, rows(sampleCampaign.backgroundTexts));
    await insertTargets({ ...ctx, db: trx }, trx, letterId, sampleCampaign.targets);
    return letterId;
  });
}

/** What a person typed, as the form gives it to the domain. */
export function signForm(typed: Partial<Record<keyof SignForm, string>> = {}): SignForm {
  return signFormSchema.parse({
    name: '김민서',
    email: 'minseo@people.example',
    visibility: 'public',
    ...typed,
  });
}

/** Mails of one kind that wait in the outbox, opened as the worker opens them, oldest first. */
export async function waitingMails<Kind extends PersonalMessage['kind']>(
  ctx: Context,
  kind: Kind,
): Promise<{ to: string; props: MessageProps[Kind] }[]> {
  const rows = await ctx.db
    .selectFrom('messages')
    .select(['id', 'sealed'])
    .where('kind', '=', kind)
    .where('state', '=', 'queued')
    .orderBy('created_at')
    .execute();
  return rows.map(({ id, sealed }) => {
    if (!sealed) throw new Error('a waiting mail without content');
    return ctx.keyring.unseal(sealed, messageSeal(id));
  });
}
