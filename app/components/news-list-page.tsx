import type { NewsListEnd } from '~/domain/endorsements/read-news-list.server';
import { localisedPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';

type NewsListPageProps = {
  frame: LetterFrame;
  token: string;
  organisation: string;
  people: number;
};

/** One form with one button: opening the link from the mail gives nothing out. */
export function NewsListPage({ frame, token, organisation, people }: NewsListPageProps) {
  const locale = useLocale();
  const t = useTranslate();
  const path = localisedPath(`/news-list/${token}/people.csv`, locale, frame.masterLocale);
  return (
    <MessagePage title={t('newsList.title')}>
      <p className="lead" lang={frame.textLocale}>
        {frame.title}
      </p>
      <p>{t('newsList.people', { organisation, n: people })}</p>
      <p>{t('newsList.care')}</p>
      <form method="post" action={path}>
        <button className="button" type="submit">
          {t('newsList.button')}
        </button>
      </form>
    </MessagePage>
  );
}

/** Why a link gives no list any more, and where to ask for another. */
export function NoNewsListPage({ reason }: { reason: NewsListEnd }) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <MessagePage title={t('newsList.title')}>
      <p>{t(`newsList.end.${reason}`)}</p>
      {reason === 'withdrawn' ? null : <p>{t('newsList.next')}</p>}
      <p>
        <a className="button" href={`/${locale}`}>
          {t('error.next')}
        </a>
      </p>
    </MessagePage>
  );
}
