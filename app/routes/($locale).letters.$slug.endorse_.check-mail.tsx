import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MessagePage } from '~/components/message-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { privateJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { readDraft } from '~/http/sign-draft.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireLetter(args);
  const draft = readDraft(args.context.ctx, letterPath(frame, frame.locale), args.request);
  const { email, atOnce } = draft?.step === 'endorse' ? draft : { email: '', atOnce: false };
  return privateJson({ frame, email, atOnce });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const title = translator(data.frame.locale)('endorse.mail.title');
  return personalPageMeta(data.frame.locale, `${title} – ${data.frame.title}`);
};

export default function EndorseCheckMailRoute() {
  const { frame, email, atOnce } = useLoaderData<typeof loader>();
  const t = translator(frame.locale);
  return (
    <LetterShell frame={frame}>
      <MessagePage title={t('endorse.mail.title')}>
        <p className="lead">{email ? t('checkMail.sentTo', { email }) : t('checkMail.sent')}</p>
        <p>{t(atOnce ? 'endorse.mail.nextInvited' : 'endorse.mail.next')}</p>
        <p>{t('checkMail.spam')}</p>
        <p>
          {t('checkMail.wrongAddress')}{' '}
          <a href={letterPath(frame, frame.locale, 'endorse')}>{t('endorse.mail.again')}</a>
        </p>
        <p>
          <a href={letterPath(frame, frame.locale)}>{t('thanks.letter')}</a>
        </p>
      </MessagePage>
    </LetterShell>
  );
}
