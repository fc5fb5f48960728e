import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';

/** What a reporter may expect; it says the same whether or not there is such a signature. */
export function ReportSentPage({ frame, reference }: { frame: LetterFrame; reference: string }) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <MessagePage title={t('report.sent.title')}>
      <p className="lead">{frame.title}</p>
      <p>
        <strong>{t('report.sent.reference', { reference })}</strong>
        <br />
        {t('report.sent.keep')}
      </p>
      <p>{t('report.sent.next')}</p>
      <p className="soft">{t('report.notRemoved')}</p>
      <p className="touch-line">
        <a href={letterPath(frame, locale, 'signatures')}>{t('report.toList')}</a>
      </p>
    </MessagePage>
  );
}
