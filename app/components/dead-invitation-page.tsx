import type { InvitationEnd } from '~/domain/endorsements/invitation';
import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import { EndorseForm } from './endorse-page';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';
import type { Answers } from './signature-fields';

type DeadInvitation = {
  reason: InvitationEnd;
  frame: LetterFrame | null;
  /** What was typed when the invitation ended in the meantime. */
  typed: { answers: Answers; hadLogo: boolean } | null;
};

/** Why an invitation opens no form any more, and the way in that is open to everybody. */
export function DeadInvitationPage({ reason, frame, typed }: DeadInvitation) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <MessagePage title={t(`invitation.${reason}.title`)}>
      {frame ? (
        <p className="lead" lang={frame.textLocale}>
          {frame.title}
        </p>
      ) : null}
      {reason === 'closed' && frame?.closesAt ? (
        <p>
          {t('status.closedOn', { moment: formatMoment(locale, frame.closesAt, frame.timeZone) })}
        </p>
      ) : null}
      <p>{t(`invitation.${reason}.text`)}</p>
      {frame ? (
        <NextStep reason={reason} frame={frame} typed={typed} />
      ) : (
        <p>
          <a className="button" href={`/${locale}`}>
            {t('error.next')}
          </a>
        </p>
      )}
    </MessagePage>
  );
}

function NextStep({ reason, frame, typed }: DeadInvitation & { frame: LetterFrame }) {
  const locale = useLocale();
  const t = useTranslate();
  const letter = letterPath(frame, locale);
  const openForm = letterPath(frame, locale, 'endorse');
  const toLetter = t(frame.takesSignatures ? 'thanks.letter' : 'dead.closed.next');
  // Whoever presses twice has used the invitation; their answers have arrived.
  const keeps = typed !== null && frame.takesSignatures && reason !== 'used';
  if (keeps) {
    return (
      <>
        <p>{t('invitation.kept')}</p>
        <EndorseForm frame={frame} action={openForm} faults={[]} {...typed} />
      </>
    );
  }
  return (
    <>
      {frame.takesSignatures ? (
        <p>
          <a className="button" href={openForm}>
            {t('endorse.button')}
          </a>
        </p>
      ) : null}
      <p className="touch-line">
        <a className={frame.takesSignatures ? undefined : 'button'} href={letter}>
          {toLetter}
        </a>
      </p>
    </>
  );
}
