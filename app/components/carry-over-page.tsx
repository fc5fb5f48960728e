import type { CarryOverState } from '~/domain/versions/read-carry-over.server';
import type { TextChange } from '~/domain/versions/read-text-change.server';
import { letterPath, localisedPath } from '~/i18n/localised-path';
import { ErrorSummary } from './error-summary';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import { TextChangeSection } from './text-change-section';

type CarryOverPageProps = {
  frame: LetterFrame;
  token: string;
  state: CarryOverState;
  /** The number of the version that was signed. */
  signed: number;
  present: { number: number; hash: string };
  change: TextChange | null;
  /** Another version was published while the page was open. */
  changed: boolean;
};

/** Both texts compared and one button: opening the link from the mail changes nothing. */
export function CarryOverPage(props: CarryOverPageProps) {
  const { frame, state, signed, present, change } = props;
  const locale = useLocale();
  const t = useTranslate();
  const problem = props.changed ? [{ href: '#changes', text: t('carry.changed') }] : [];
  return (
    <div className="container page narrow">
      <ErrorSummary items={problem} />
      <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
      <h1>{t('carry.title')}</h1>
      <p className="lead">{frame.title}</p>
      {state === 'stands' ? (
        <p className="notice notice-ok" role="status">
          {t('carry.done', { to: present.number })}
        </p>
      ) : null}
      {state === 'not-signed' ? <p>{t('carry.notSigned')}</p> : null}
      {state === 'closed' ? <p>{t('carry.closed', { signed })}</p> : null}
      {state === 'asked' ? <p>{t('carry.text', { signed })}</p> : null}
      {change ? <TextChangeSection frame={frame} change={change} /> : null}
      {state === 'asked' ? (
        <form method="post">
          <input type="hidden" name="version" value={present.hash} />
          <button className="button" type="submit">
            {t('carry.button', { to: present.number })}
          </button>
        </form>
      ) : null}
      {state === 'asked' ? <p>{t('carry.nothing', { signed })}</p> : null}
      <p className="touch-line">
        <a href={localisedPath(`/my-signature/${props.token}`, locale, frame.masterLocale)}>
          {t('carry.mine')}
        </a>
      </p>
    </div>
  );
}
