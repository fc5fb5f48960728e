import { useTranslate } from './locale-context';
import { MessagePage } from './message-page';

/** One button for the reader; mail programs post to the same address by themselves (RFC 8058). */
export function UnsubscribePage({ title, done }: { title: string; done: boolean }) {
  const t = useTranslate();
  return (
    <MessagePage title={t(done ? 'unsubscribe.done.title' : 'unsubscribe.title')}>
      <p className="lead">{title}</p>
      {done ? (
        <p role="status">{t('unsubscribe.done.text')}</p>
      ) : (
        <form method="post">
          <p>{t('unsubscribe.text')}</p>
          <input type="hidden" name="List-Unsubscribe" value="One-Click" />
          <button className="button" type="submit">
            {t('unsubscribe.button')}
          </button>
        </form>
      )}
    </MessagePage>
  );
}
