import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AuthorityCheckPage } from '~/components/authority-check-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { UnknownLinkPage } from '~/components/unknown-link-page';
import { answerAuthorityCheck } from '~/domain/endorsements/answer-authority-check.server';
import type { CheckState } from '~/domain/endorsements/authority-check';
import { readAuthorityCheck } from '~/domain/endorsements/read-authority-check.server';
import { refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { frameOf } from '~/http/require-letter.server';
import { requireLocale } from '~/http/require-locale.server';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

const statuses: Record<CheckState, number> = { open: 200, answered: 200, expired: 410, ended: 410 };

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const found = await readAuthorityCheck(context.ctx, { token: params.token ?? '' });
  if (!found.ok) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    return privateJson({ frame: { locale }, letter: null, check: null, contact: [] }, 404);
  }
  const { letter, check } = found;
  const locale = requireLocale(request, params.locale, letter.masterLocale);
  const frame = frameOf(args, letter, locale);
  const { contact } = letter.texts[locale];
  return privateJson({ frame, letter: frame, check, contact }, statuses[check.state]);
}

/** Only a press of a button answers, so that a scanner which opens links answers nothing. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { intent, note = '' } = await readForm(request);
  if (intent !== 'yes' && intent !== 'no') {
    throw new Response(null, { status: 422, headers: { 'Cache-Control': 'no-store' } });
  }
  const token = params.token ?? '';
  const answered = await answerAuthorityCheck(context.ctx, { token, answer: intent, note });
  if (!answered.ok && answered.reason === 'note-too-long') {
    const faults = [{ field: 'note', code: 'comment-too-long' }];
    return refuseForm(context, 422, { faults, note });
  }
  const { pathname } = new URL(request.url);
  return redirect(pathname, { status: 303, headers: { 'Cache-Control': 'no-store' } });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { locale } = data.frame;
  const t = translator(locale);
  if (!data.check) return personalPageMeta(locale, t('dead.unknown.title'));
  const { state } = data.check;
  const title = t(state === 'open' ? 'authorityCheck.title' : `authorityCheck.${state}.title`);
  return personalPageMeta(locale, title, { refused: data.letter?.refused });
};

export default function AuthorityCheckRoute() {
  const { frame, letter, check, contact } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  if (letter && check) {
    return (
      <LetterShell frame={letter}>
        <AuthorityCheckPage frame={letter} check={check} contact={contact} refused={refused} />
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
