import type { MessageKey } from '~/i18n/translator';
import { ErrorSummary } from './error-summary';
import { useTranslate } from './locale-context';
import { MessagePage } from './message-page';
import { TextField } from './text-field';

type Fault = { field: string; key: MessageKey; minutes: number };

/** The door of a room: it says nothing of who wrote what to whom. */
export function RoomEnterPage(props: { fault: Fault | null; typed: { text: string } | null }) {
  const t = useTranslate();
  const { fault, typed } = props;
  const error = fault ? t(fault.key, { minutes: fault.minutes }) : undefined;
  return (
    <MessagePage title={t('room.enter.title')}>
      <ErrorSummary items={error ? [{ href: '#pin', text: error }] : []} />
      <p>{t('room.enter.intro')}</p>
      <form method="post" noValidate>
        <TextField
          id="pin"
          name="pin"
          label={t('room.enter.pin')}
          error={error}
          input={{ inputMode: 'numeric', autoComplete: 'off', maxLength: 12, spellCheck: false }}
        />
        <button className="button" type="submit" name="intent" value="enter">
          {t('room.enter.button')}
        </button>
      </form>
      {typed?.text ? (
        <section aria-labelledby="kept-title">
          <h2 id="kept-title">{t('room.reply.text')}</h2>
          <p className="reply-words">{typed.text}</p>
        </section>
      ) : null}
    </MessagePage>
  );
}
