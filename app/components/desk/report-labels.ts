import type { ReportReason } from '~/domain/reports/signature-report';

export const reportReasonLabels: Record<ReportReason, string> = {
  'without-permission': 'The name is used without permission',
  'not-a-person': 'Not a real person',
  abusive: 'Insult or mockery',
  duplicate: 'The same person twice',
  other: 'Something else',
};
