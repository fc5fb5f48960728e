import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DeadLinkPage } from '~/components/dead-link-page';
import { NotMePage, type NotMeState } from '~/components/not-me-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import {
  allowMailAgain,
  type Disowning,
  disownMailbox,
  readDisowning,
} from '~/domain/confirmations/disown-mailbox.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { frameOf } from '~/http/require-letter.server';
import { requireLocale } from '~/http/require-locale.server';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

function stateOf(found: Disowning, done: string | null): NotMeState {
  if (!found.ok) return 'confirmed';
  if (found.disowned) return 'stopped';
  return done === 'allowed' ? 'allowed' : 'asked';
}

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const found = await readDisowning(context.ctx, { token: params.token ?? '' });
  if (!found.letter) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    return privateJson({ frame: { locale }, letter: null, state: null }, 404);
  }
  const locale = requireLocale(request, params.locale, found.letter.masterLocale);
  const frame = frameOf(args, found.letter, locale);
  const state = stateOf(found, new URL(request.url).searchParams.get('done'));
  return privateJson({ frame, letter: frame, state });
}

/** Only a press of the button stops the mails, so that a scanner which opens links stops nothing. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = context;
  const token = params.token ?? '';
  const { intent = 'disown' } = await readForm(request);
  const { pathname } = new URL(request.url);
  const seeOther = (path: string) =>
    redirect(path, { status: 303, headers: { 'Cache-Control': 'no-store' } });
  switch (intent) {
    case 'disown':
      await disownMailbox(ctx, { token });
      return seeOther(pathname);
    case 'allow': {
      const allowed = await allowMailAgain(ctx, { token });
      return seeOther(allowed.ok ? `${pathname}?done=allowed` : pathname);
    }
    default:
      throw new Response(null, { status: 422, headers: { 'Cache-Control': 'no-store' } });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const t = translator(data.frame.locale);
  return personalPageMeta(data.frame.locale, t(data.state ? 'notMe.title' : 'dead.unknown.title'));
};

export default function NotMeRoute() {
  const { frame, letter, state } = useLoaderData<typeof loader>();
  if (letter && state) {
    return (
      <LetterShell frame={letter}>
        <NotMePage frame={letter} state={state} />
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
