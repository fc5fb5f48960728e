import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { personalPageMeta } from '~/components/page-meta';
import { PublicPage } from '~/components/public-page';
import { UnknownLinkPage } from '~/components/unknown-link-page';
import { UnsubscribePage } from '~/components/unsubscribe-page';
import { readLetterMail, stopLetterMail } from '~/domain/signatures/stop-letter-mail.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { letterPath } from '~/i18n/localised-path';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

/** Without a prefix the page speaks the language of the signature, so every language has a prefix. */
const masterLocale = null;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const found = await readLetterMail(context.ctx, { token: params.token ?? '' });
  const locale = localeOf(params.locale, found.ok ? found.locale : defaultLocale) ?? notFound();
  if (!found.ok) {
    const host = { name: translator(locale)('site.name'), href: `/${locale}` };
    return privateJson({ frame: { locale }, host, title: null, demonstration: false }, 404);
  }
  const { letter } = found;
  const { title, letterhead } = letter.texts[locale];
  const host = { name: letterhead.name, href: letterPath(letter, locale) };
  return privateJson({ frame: { locale }, host, title, demonstration: letter.demonstration });
}

/** Answered without a redirect, which programs that post by themselves must not be sent on. */
export async function action({ params, context }: ActionFunctionArgs) {
  const stopped = await stopLetterMail(context.ctx, { token: params.token ?? '' });
  return privateJson({ done: stopped.ok }, stopped.ok ? 200 : 404);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { locale } = data.frame;
  const title = translator(locale)(data.title ? 'unsubscribe.title' : 'dead.unknown.title');
  return personalPageMeta(locale, title);
};

export default function UnsubscribeRoute() {
  const { frame, title, ...page } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return (
    <PublicPage {...page} locale={frame.locale} masterLocale={masterLocale}>
      {title ? (
        <UnsubscribePage title={title} done={answered?.done ?? false} />
      ) : (
        <UnknownLinkPage />
      )}
    </PublicPage>
  );
}
