import type { AccessScope } from '~/domain/access/access-token';
import type { CallFault, WebhookCallState, WebhookEvent } from '~/domain/webhooks/webhook';

export const scopeLabels: Record<AccessScope, { label: string; hint: string }> = {
  figures: {
    label: 'Figures',
    hint: 'The counts of the overview, also of those who have not confirmed.',
  },
  signatories: { label: 'Public signatories', hint: 'The names that stand on the page.' },
  organisations: { label: 'Organisations', hint: 'Those that stand under the letter.' },
  deliveries: { label: 'Deliveries', hint: 'What the public page says of copies that left.' },
};

export const eventLabels: Record<WebhookEvent, { label: string; hint: string }> = {
  'figures.changed': {
    label: 'The figures changed',
    hint: 'At most once a minute, with the public counts.',
  },
  'letter.changed': { label: 'The letter was published, changed, closed or opened', hint: '' },
  'organisation.approved': { label: 'An organisation was approved', hint: '' },
  'organisation.withdrawn': { label: 'An organisation withdrew', hint: '' },
  'delivery.recorded': { label: 'Something was recorded about a copy', hint: 'Each state once.' },
};

export const callStateLabels: Record<WebhookCallState, string> = {
  queued: 'waits',
  leased: 'under way',
  delivered: 'taken',
  'given-up': 'given up',
};

const faultLabels: Record<CallFault, string> = {
  'private-network': 'not called: the address leads into a private network',
  unresolved: 'the name of the host could not be found',
  unreachable: 'no connection',
  timeout: 'no answer within ten seconds',
  removed: 'the webhook was removed',
};

/** What came of the last try of a call. */
export function describeCallResult(call: { status: number | null; fault: string | null }): string {
  if (call.status !== null) {
    const redirected = call.status >= 300 && call.status < 400;
    return redirected ? `${call.status}: redirects are not followed` : String(call.status);
  }
  return call.fault ? (faultLabels[call.fault as CallFault] ?? call.fault) : 'not tried yet';
}
