import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { doneOutcomes, MyEndorsementPage } from '~/components/my-endorsement-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { UnknownLinkPage } from '~/components/unknown-link-page';
import { readMyEndorsement } from '~/domain/endorsements/read-my-endorsement.server';
import { readShareKit } from '~/domain/endorsements/read-share-kit.server';
import { sendNewsList } from '~/domain/endorsements/send-news-list.server';
import { stopMailboxChange } from '~/domain/endorsements/stop-mailbox-change.server';
import { takeBackChanges } from '~/domain/endorsements/take-back-changes.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import {
  answerOrganisers,
  changeContact,
  changeNews,
  changeWords,
} from '~/http/change-my-endorsement.server';
import { changeMyMailbox } from '~/http/change-my-mailbox.server';
import { refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readFormWithFile } from '~/http/read-form.server';
import { frameOf } from '~/http/require-letter.server';
import { requireLocale } from '~/http/require-locale.server';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

const changes = {
  answer: answerOrganisers,
  contact: changeContact,
  mailbox: changeMyMailbox,
  news: changeNews,
  words: changeWords,
};

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const found = await readMyEndorsement(context.ctx, { token: params.token ?? '' });
  if (!found.ok) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    return privateJson(
      { frame: { locale }, letter: null, endorsement: null, kit: null, done: null },
      404,
    );
  }
  const { letter, endorsement } = found;
  const locale = requireLocale(request, params.locale, letter.masterLocale);
  const frame = frameOf(args, letter, locale);
  const asked = new URL(request.url).searchParams.get('done');
  const done = doneOutcomes.find((outcome) => outcome === asked) ?? null;
  const kit = await readShareKit(context.ctx, { token: params.token ?? '' });
  return privateJson({ frame, letter: frame, endorsement, kit, done });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = context;
  const token = params.token ?? '';
  const { fields, file } = await readFormWithFile(request, 'logo');
  const { intent, ...answers } = fields;
  const { pathname } = new URL(request.url);
  const seeOther = (done: string | null) =>
    redirect(done ? `${pathname}?done=${done}` : pathname, {
      status: 303,
      headers: { 'Cache-Control': 'no-store' },
    });
  switch (intent) {
    case 'withdraw':
      await withdrawEndorsement(ctx, { token });
      return seeOther(null);
    case 'take-back': {
      const tookBack = await takeBackChanges(ctx, { token });
      return seeOther(tookBack.ok ? 'taken-back' : null);
    }
    case 'mailbox-keep': {
      const kept = await stopMailboxChange(ctx, { token, by: 'manage' });
      return seeOther(kept.ok ? 'mailbox-kept' : null);
    }
    case 'news-list': {
      const sent = await sendNewsList(ctx, { token, network: context.clientNetwork });
      return seeOther(sent.ok ? 'list-sent' : sent.reason === 'too-many' ? 'list-refused' : null);
    }
    case 'answer':
    case 'contact':
    case 'mailbox':
    case 'news':
    case 'words': {
      const change = changes[intent];
      const { refused, done } = await change(ctx, { token, fields: answers, file });
      return refused ? refuseForm(context, 422, refused) : seeOther(done);
    }
    default:
      throw new Response(null, { status: 422, headers: { 'Cache-Control': 'no-store' } });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const title = translator(data.frame.locale)('myEndorsement.title');
  return personalPageMeta(data.frame.locale, title, { refused: data.letter?.refused });
};

export default function MyEndorsementRoute() {
  const { frame, letter, endorsement, kit, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  if (letter && endorsement) {
    return (
      <LetterShell frame={letter}>
        <MyEndorsementPage
          frame={letter}
          endorsement={endorsement}
          kit={kit}
          done={refused ? null : done}
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
