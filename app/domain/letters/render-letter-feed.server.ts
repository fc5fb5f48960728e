import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import type { Result } from '~/primitives/result';
import { listPublicLedger, type PublicLedgerEntry } from '../deliveries/list-public-ledger.server';
import { publicWords } from '../deliveries/public-words';
import { listPublicReplies, type PublicReply } from '../replies/list-public-replies.server';
import { listPublicUpdates, type PublicUpdate } from '../updates/list-public-updates.server';
import { summaryIn } from '../versions/letter-version';
import { findLetter } from './find-letter.server';
import type { FeedEntry, LetterFeed } from './letter-feed';
import type { LetterView } from './letter-view';

/**
 * What is on record about a letter in one language, for a feed: its text, what became of each copy,
 * and what organisers put on the timeline. The same states as on the page, and no person in it. Another state is another
 * entry, so that a reader is told of it.
 */
export async function renderLetterFeed(
  ctx: Context,
  input: { slug: string; locale: Locale },
): Promise<Result<{ feed: string }, 'not-found'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  const { locale } = input;
  const text = letter.texts[locale];
  const page = ctx.publicUrl + letterPath(letter, locale);
  const [deliveries, replies, updates] = await Promise.all([
    listPublicLedger(ctx, letter.id),
    listPublicReplies(ctx, { letterId: letter.id, locale }),
    listPublicUpdates(ctx, { letterId: letter.id, locale }),
  ]);
  const background = ctx.publicUrl + letterPath(letter, locale, 'background');
  const feed: LetterFeed = {
    id: `urn:uuid:${letter.id}#${locale}`,
    language: locale,
    title: text.title,
    author: text.letterhead.name,
    self: ctx.publicUrl + letterPath(letter, locale, 'feed.atom'),
    link: page,
    entries: [
      firstEntry(letter, locale, page),
      ...deliveries.flatMap((delivery) => deliveryEntries(delivery, letter, locale, page)),
      ...replies.map((reply) => replyEntry(reply, locale, page)),
      ...updates.map((update) => updateEntry(update, locale, background)),
    ],
  };
  return { ok: true, feed: ctx.press.feed(feed) };
}

function firstEntry(letter: LetterView, locale: Locale, page: string): FeedEntry {
  const { version, texts } = letter;
  const t = translator(locale);
  const title = t('facts.version', { number: version.number });
  const said = summaryIn(version.summaries, locale, letter.masterLocale);
  return {
    id: `urn:uuid:${version.id}#${locale}`,
    title: version.kind === 'first' ? title : `${title}: ${t(`versions.kind.${version.kind}`)}`,
    text: said ?? texts[locale].summary,
    updated: version.createdAt,
    link: page,
  };
}

function deliveryEntries(
  delivery: PublicLedgerEntry,
  letter: LetterView,
  locale: Locale,
  page: string,
): FeedEntry[] {
  const t = translator(locale);
  const addressee = letter.texts[locale].addresseeShort;
  const { versionNumber, signatures, target } = delivery;
  return delivery.steps.map(({ state, channel, at }) => ({
    id: `urn:uuid:${letter.id}#${locale}/${target}/${versionNumber}/${state}`,
    title: publicWords({ state, channel, addressee }, locale) ?? '',
    text: [
      t(`ledger.by.${channel}`),
      t('facts.version', { number: versionNumber }),
      t('count.signatures', { n: signatures }),
    ].join(' · '),
    updated: at,
    link: `${page}#deliveries`,
  }));
}

function replyEntry(reply: PublicReply, locale: Locale, page: string): FeedEntry {
  const { id, kind, at, paragraphs } = reply;
  return {
    id: `urn:uuid:${id}#${locale}`,
    title: translator(locale)(`replies.kind.${kind}`),
    text: paragraphs.join('\n\n'),
    updated: at,
    link: `${page}#reply-${id}`,
  };
}

function updateEntry(update: PublicUpdate, locale: Locale, background: string): FeedEntry {
  const { id, kind, at, subject, paragraphs } = update;
  return {
    id: `urn:uuid:${id}#${locale}`,
    title: kind === 'answer' ? `${translator(locale)('timeline.answer')}: ${subject}` : subject,
    text: paragraphs.join('\n\n'),
    updated: at,
    link: `${background}#update-${id}`,
  };
}
