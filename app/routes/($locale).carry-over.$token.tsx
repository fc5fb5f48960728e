import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { CarryOverPage } from '~/components/carry-over-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { UnknownLinkPage } from '~/components/unknown-link-page';
import type { LetterView } from '~/domain/letters/letter-view';
import { carryOver } from '~/domain/versions/carry-over.server';
import { readCarryOver } from '~/domain/versions/read-carry-over.server';
import { refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { frameOf } from '~/http/require-letter.server';
import { requireLocale } from '~/http/require-locale.server';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const token = params.token ?? '';
  const spoken = (letter: LetterView) => requireLocale(request, params.locale, letter.masterLocale);
  const found = await readCarryOver(context.ctx, { token, localeOf: spoken });
  if (!found.ok) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    return privateJson({ frame: { locale }, letter: null, asked: null, token: '' }, 404);
  }
  const { letter, state, signed, change } = found;
  const frame = frameOf(args, letter, spoken(letter));
  const { number, hash } = letter.version;
  const asked = { state, signed, change, present: { number, hash } };
  return privateJson({ frame, letter: frame, asked, token });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = context;
  const token = params.token ?? '';
  const { version: seen = '' } = await readForm(request);
  const found = await readCarryOver(ctx, {
    token,
    localeOf: ({ masterLocale }) => localeOf(params.locale, masterLocale) ?? notFound(),
  });
  if (!found.ok) return refuseUnknown();
  const locale = localeOf(params.locale, found.letter.masterLocale) ?? notFound();
  const carried = await carryOver(ctx, { token, seen, locale });
  if (carried.ok) {
    const { pathname } = new URL(request.url);
    return redirect(pathname, { status: 303, headers: { 'Cache-Control': 'no-store' } });
  }
  switch (carried.reason) {
    case 'unknown':
      return refuseUnknown();
    case 'text-changed':
    case 'not-signed':
    case 'closed':
      return refuseForm(context, 409, { reason: carried.reason });
    default:
      return carried.reason satisfies never;
  }
}

function refuseUnknown() {
  return privateJson({ reason: 'unknown' as const }, 404);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { locale } = data.frame;
  const title = translator(locale)(data.letter ? 'carry.title' : 'dead.unknown.title');
  return personalPageMeta(locale, title, { refused: data.letter?.refused });
};

export default function CarryOverRoute() {
  const { frame, letter, asked, token } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (letter && asked) {
    return (
      <LetterShell frame={letter}>
        <CarryOverPage
          frame={letter}
          token={token}
          {...asked}
          changed={refused?.reason === 'text-changed'}
        />
      </LetterShell>
    );
  }
  const host = { name: translator(frame.locale)('site.name'), href: `/${frame.locale}` };
  return (
    <PublicPage locale={frame.locale} masterLocale={defaultLocale} host={host}>
      <UnknownLinkPage />
    </PublicPage>
  );
}
