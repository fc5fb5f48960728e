import type { ReportReason } from '~/domain/reports/signature-report';
import type { Locale } from '~/i18n/locale';
import type { Moment } from './moments';
import { reportReasonLabels } from './report-labels';
import { languageNames } from './state-labels';
import { TimeOf } from './time-of';

export type ShownReport = {
  id: string;
  reference: string;
  reason: ReportReason;
  locale: Locale;
  words: string | null;
  emailMasked: string | null;
  proven: boolean;
  at: Moment;
};

function Report({ report }: { report: ShownReport }) {
  const { reason, locale, words, emailMasked, proven, reference, at } = report;
  return (
    <li>
      <strong>{reportReasonLabels[reason]}</strong>
      {words ? (
        <blockquote className="desk-quote">
          <bdi lang={locale}>{words}</bdi>
        </blockquote>
      ) : null}
      <p className="desk-soft">
        <TimeOf moment={at} /> · {languageNames[locale]} · {reference} ·{' '}
        {emailMasked ? `wants an answer (${emailMasked})` : 'wants no answer'}
        {proven ? null : ' · from a busy network, without the small calculation'}
      </p>
    </li>
  );
}

/** Everything that was reported about one signature, oldest first. */
export function ReportEvidence({ reports }: { reports: ShownReport[] }) {
  return (
    <ol className="desk-reports">
      {reports.map((report) => (
        <Report key={report.id} report={report} />
      ))}
    </ol>
  );
}
