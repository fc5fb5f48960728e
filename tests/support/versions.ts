import type { Context } from '~/context.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import type { LetterText, LetterTexts } from '~/domain/letters/letter';
import { letterDraftSchema } from '~/domain/letters/letter-draft';
import type { TextContent } from '~/domain/letters/text-kind';
import { sourcesBeside } from '~/domain/letters/translation-sources.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import type { LaterKind } from '~/domain/versions/letter-version';
import { publishVersion } from '~/domain/versions/publish-version.server';
import { type Locale, locales } from '~/i18n/locale';
import { sampleCampaign } from '~/sample/sample-campaign';
import { signForm, slug, waitingMails } from './letter';

export const operator = { kind: 'operator' } as const;
export const summaries: Record<Locale, string> = {
  en: 'The last request names a date.',
  ko: '마지막 요청에 날짜를 넣었습니다.',
  uk: 'Останню вимогу доповнено датою.',
};

/** The sample texts with a word of the salutation replaced in every language. */
export function editedTexts(word: string): LetterTexts {
  const edited = locales.map((locale) => {
    const text = sampleCampaign.letterTexts[locale];
    return [locale, { ...text, salutation: `${text.salutation} ${word}` }];
  });
  return Object.fromEntries(edited) as LetterTexts;
}

/** Stores a draft of a text, as somebody leaves it who has seen that master. */
export async function plantDraft(
  ctx: Context,
  of: { letterId: string; locale: Locale },
  content: LetterText,
  master: LetterText,
): Promise<void> {
  const seen = sourcesBeside('letter', asContent(content), asContent(master));
  const row = {
    content: JSON.stringify(content),
    sources: JSON.stringify(of.locale === 'en' ? {} : seen),
    review: 'reviewed',
  };
  await ctx.db
    .insertInto('text_drafts')
    .values({ letter_id: of.letterId, kind: 'letter', locale: of.locale, ...row })
    .onConflict((conflict) => conflict.columns(['letter_id', 'kind', 'locale']).doUpdateSet(row))
    .execute();
}

function asContent(text: LetterText): TextContent {
  return letterDraftSchema.parse(text);
}

/** Publishes the sample texts with that word; throws when it is refused. */
export async function publish(ctx: Context, kind: LaterKind, word: string, letterSlug = slug) {
  const texts = editedTexts(word);
  const done = await publishVersion(ctx, {
    slug: letterSlug,
    kind,
    texts,
    summaries,
    actor: operator,
  });
  if (!done.ok) throw new Error(done.reason);
  return done;
}

/** The hash of the present version. */
export async function presentHash(ctx: Context, letterSlug = slug): Promise<string> {
  const found = await findLetter(ctx, { slug: letterSlug });
  if (!found.ok) throw new Error(found.reason);
  return found.letter.version.hash;
}

type Person = { email: string; name?: string; visibility?: string; locale?: Locale };

/** Signs the present version and gives the tokens of the mail. */
export async function signAs(ctx: Context, person: Person) {
  const { locale = 'en', ...typed } = person;
  const seen = await presentHash(ctx);
  const signed = await signLetter(ctx, { slug, locale, form: signForm(typed), seen });
  if (!signed.ok) throw new Error(signed.reason);
  const mails = await waitingMails(ctx, 'confirm-signature');
  const mail = mails.filter(({ to }) => to === person.email).at(-1);
  if (!mail) throw new Error('no mail that asks to confirm');
  return mail.props;
}

/** Signs the present version and confirms it; gives the link by which it is managed. */
export async function signAndConfirm(ctx: Context, person: Person): Promise<string> {
  const { confirmToken: token, manageToken } = await signAs(ctx, person);
  const confirmed = await confirmToken(ctx, { token, seen: await presentHash(ctx) });
  if (!confirmed.ok) throw new Error(confirmed.reason);
  return manageToken;
}
