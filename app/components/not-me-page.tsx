import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';

/** Whether a mailbox was disowned, may still be, or has confirmed after all. */
export type NotMeState = 'asked' | 'stopped' | 'allowed' | 'confirmed';

const titles = {
  asked: 'notMe.title',
  stopped: 'notMe.stopped.title',
  allowed: 'notMe.allowed.title',
  confirmed: 'notMe.confirmed.title',
} as const;

/** For somebody whose address another person typed in: one button, and the way back. */
export function NotMePage({ frame, state }: { frame: LetterFrame; state: NotMeState }) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <MessagePage title={t(titles[state])}>
      <p className="lead" lang={frame.textLocale}>
        {frame.title}
      </p>
      {state === 'asked' ? <OneButton text={t('notMe.text')} button={t('notMe.button')} /> : null}
      {state === 'stopped' ? (
        <>
          <p>{t('notMe.stopped.text')}</p>
          <OneButton text={t('notMe.allow.text')} button={t('notMe.allow')} intent="allow" quiet />
        </>
      ) : null}
      {state === 'allowed' ? <p>{t('notMe.allowed.text')}</p> : null}
      {state === 'confirmed' ? <p>{t('notMe.confirmed.text')}</p> : null}
      <p className="touch-line">
        <a href={letterPath(frame, locale)}>{t('thanks.letter')}</a>
      </p>
    </MessagePage>
  );
}

function OneButton(props: { text: string; button: string; intent?: 'allow'; quiet?: boolean }) {
  return (
    <>
      <p>{props.text}</p>
      <form method="post">
        <input type="hidden" name="intent" value={props.intent ?? 'disown'} />
        <button className={props.quiet ? 'button button-quiet' : 'button'} type="submit">
          {props.button}
        </button>
      </form>
    </>
  );
}
