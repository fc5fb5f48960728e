import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { MyEndorsementPage } from '~/components/my-endorsement-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { UnknownLinkPage } from '~/components/unknown-link-page';
import { answerQuestion } from '~/domain/endorsements/answer-question.server';
import { readMyEndorsement } from '~/domain/endorsements/read-my-endorsement.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
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
  const found = await readMyEndorsement(context.ctx, { token: params.token ?? '' });
  if (!found.ok) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    return privateJson({ frame: { locale }, letter: null, endorsement: null }, 404);
  }
  const { letter, endorsement } = found;
  const locale = requireLocale(request, params.locale, letter.masterLocale);
  const frame = frameOf(args, letter, locale);
  return privateJson({ frame, letter: frame, endorsement });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const token = params.token ?? '';
  const { intent, answer = '' } = await readForm(request);
  if (intent === 'answer') {
    const answering = await answerQuestion(context.ctx, { token, answer });
    if (!answering.ok && answering.reason !== 'unknown' && answering.reason !== 'no-question') {
      const faults = [{ field: 'answer', code: answering.reason }];
      return refuseForm(context, 422, { answer, faults });
    }
    const to = `${new URL(request.url).pathname}?answered`;
    return redirect(to, { status: 303, headers: { 'Cache-Control': 'no-store' } });
  }
  if (intent !== 'withdraw') {
    throw new Response(null, { status: 422, headers: { 'Cache-Control': 'no-store' } });
  }
  await withdrawEndorsement(context.ctx, { token });
  const headers = { 'Cache-Control': 'no-store' };
  return redirect(new URL(request.url).pathname, { status: 303, headers });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const title = translator(data.frame.locale)('myEndorsement.title');
  return personalPageMeta(data.frame.locale, title);
};

export default function MyEndorsementRoute() {
  const { frame, letter, endorsement } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  if (letter && endorsement) {
    return (
      <LetterShell frame={letter}>
        <MyEndorsementPage
          frame={letter}
          endorsement={endorsement}
          answered={search.has('answered')}
          refused={refused}
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
