import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  MailboxChangePage,
  mailboxPageState,
  mailboxTitles,
} from '~/components/mailbox-change-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { UnknownLinkPage } from '~/components/unknown-link-page';
import { confirmMailbox } from '~/domain/endorsements/confirm-mailbox.server';
import { readMailboxChange } from '~/domain/endorsements/read-mailbox-change.server';
import { stopMailboxChange } from '~/domain/endorsements/stop-mailbox-change.server';
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
  const found = await readMailboxChange(context.ctx, { token: params.token ?? '' });
  if (!found.ok) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    return privateJson({ frame: { locale }, letter: null, link: null, contact: [] }, 404);
  }
  const { letter, link } = found;
  const locale = requireLocale(request, params.locale, letter.masterLocale);
  const frame = frameOf(args, letter, locale);
  const { contact } = letter.texts[locale];
  const status = link.state === 'ended' || link.state === 'expired' ? 410 : 200;
  return privateJson({ frame, letter: frame, link, contact }, status);
}

/** Only a press of a button changes anything, so that a scanner which opens links changes nothing. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = context;
  const token = params.token ?? '';
  const { intent } = await readForm(request);
  const { pathname } = new URL(request.url);
  switch (intent) {
    case 'confirm': {
      const confirmed = await confirmMailbox(ctx, { token });
      if (!confirmed.ok && confirmed.reason === 'mailbox-taken') {
        return refuseForm(context, 409, { refused: true });
      }
      break;
    }
    case 'stop':
      await stopMailboxChange(ctx, { token, by: 'stop' });
      break;
    default:
      throw new Response(null, { status: 422, headers: { 'Cache-Control': 'no-store' } });
  }
  return redirect(pathname, { status: 303, headers: { 'Cache-Control': 'no-store' } });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { locale } = data.frame;
  const key = data.link ? mailboxTitles[mailboxPageState(data.link)] : 'dead.unknown.title';
  return personalPageMeta(locale, translator(locale)(key), { refused: data.letter?.refused });
};

export default function MailboxChangeRoute() {
  const { frame, letter, link, contact } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (letter && link) {
    const state = refused ? 'refused' : mailboxPageState(link);
    return (
      <LetterShell frame={letter}>
        <MailboxChangePage frame={letter} link={link} state={state} contact={contact} />
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
