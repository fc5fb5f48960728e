import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';

function LettersLink() {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <p>
      <a className="button" href={`/${locale}`}>
        {t('error.next')}
      </a>
    </p>
  );
}

/** For a manage link that belongs to nothing, whatever the cause. */
export function UnknownLinkPage() {
  const t = useTranslate();
  return (
    <MessagePage title={t('dead.unknown.title')}>
      <p>{t('mine.unknown')}</p>
      <LettersLink />
    </MessagePage>
  );
}

/** The last page that somebody sees after asking for everything to be erased. */
export function ErasedPage() {
  const t = useTranslate();
  return (
    <MessagePage title={t('mine.erased.title')}>
      <p>{t('mine.erased.text')}</p>
      <LettersLink />
    </MessagePage>
  );
}
