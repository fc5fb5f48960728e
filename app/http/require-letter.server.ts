import { type AppLoadContext, redirect } from '@remix-run/node';
import { type LetterFrame, letterFrame } from '~/components/letter-frame';
import { findLetter } from '~/domain/letters/find-letter.server';
import { type LetterView, textLocale } from '~/domain/letters/letter-view';
import type { Locale } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import { wasRefused } from './desk-response.server';
import { notFound } from './not-found.server';
import { requireLocale } from './require-locale.server';

export type RouteArguments = {
  request: Request;
  context: AppLoadContext;
  params: Readonly<Record<string, string | undefined>>;
};

/** What a page of this letter shows around its content, for this request. */
export function frameOf(
  { context }: Pick<RouteArguments, 'context'>,
  letter: LetterView,
  locale: Locale,
): LetterFrame {
  const { ctx } = context;
  return letterFrame(letter, {
    locale,
    publicUrl: ctx.publicUrl,
    now: ctx.clock.now(),
    refused: wasRefused(context),
  });
}

/**
 * The letter of a path (`$slug`) and the language the path asks for. Throws a 404 for an unknown
 * letter or language, and the redirect of `requireLocale`.
 */
export async function requireLetter(
  args: RouteArguments,
): Promise<{ letter: LetterView; locale: Locale; frame: LetterFrame }> {
  const found = await findLetter(args.context.ctx, { slug: args.params.slug ?? '' });
  if (!found.ok) return notFound();
  const { letter } = found;
  const locale = requireLocale(args.request, args.params.locale, letter.masterLocale);
  return { letter, locale, frame: frameOf(args, letter, locale) };
}

/**
 * The same for a document of the letter, which exists only in languages in which it can be read.
 * Throws as well a redirect to the one in the master language.
 */
export async function requireReadable(args: RouteArguments) {
  const found = await requireLetter(args);
  const { letter, locale } = found;
  if (textLocale(letter, locale) === locale) return found;
  const { pathname, search } = new URL(args.request.url);
  const { masterLocale } = letter;
  throw redirect(localisedPath(pathname, masterLocale, masterLocale) + search, {
    status: 307,
    headers: { 'Cache-Control': 'public, max-age=0, must-revalidate' },
  });
}
