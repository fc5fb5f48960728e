import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ConfirmAgainPage } from '~/components/confirm-again-page';
import { DeadLinkPage } from '~/components/dead-link-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { answerAsking } from '~/domain/reports/answer-asking.server';
import { readAsking } from '~/domain/reports/read-asking.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { frameOf } from '~/http/require-letter.server';
import { requireLocale } from '~/http/require-locale.server';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const found = await readAsking(context.ctx, { token: params.token ?? '' });
  if (!found.ok) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    return privateJson({ frame: { locale }, asking: null }, 404);
  }
  const { letter, state, name, locale: written } = found;
  const locale = requireLocale(request, params.locale, letter.masterLocale);
  const frame = frameOf(args, letter, locale);
  const asking = { frame, state, signatory: { name, locale: written } };
  return privateJson({ frame, asking }, state === 'expired' ? 410 : 200);
}

/** Only a press of the button answers; the page says afterwards how it stands. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  await answerAsking(context.ctx, { token: params.token ?? '' });
  const headers = { 'Cache-Control': 'no-store' };
  return redirect(new URL(request.url).pathname, { status: 303, headers });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const t = translator(data.frame.locale);
  return personalPageMeta(data.frame.locale, t(data.asking ? 'again.title' : 'dead.unknown.title'));
};

export default function ConfirmAgainRoute() {
  const { frame, asking } = useLoaderData<typeof loader>();
  if (asking) {
    return (
      <LetterShell frame={asking.frame}>
        <ConfirmAgainPage {...asking} />
      </LetterShell>
    );
  }
  const host = { name: translator(frame.locale)('site.name'), href: `/${frame.locale}` };
  return (
    <PublicPage locale={frame.locale} masterLocale={defaultLocale} host={host}>
      <DeadLinkPage dead={{ reason: 'unknown', frame: null }} />
    </PublicPage>
  );
}
