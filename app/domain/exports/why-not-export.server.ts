import { isAgeRecipient } from '~/primitives/age-recipient.server';
import { isTimeZone } from '~/primitives/time-zone';
import type { ExportAsked } from './export';

export const shortestReason = 10;
export const longestReason = 500;

export type ExportRefusal =
  | 'not-offered'
  | 'zone-unknown'
  | 'reason-too-short'
  | 'reason-too-long'
  | 'recipient-unknown';

/** What stands against an export as it is asked for; null for nothing. The operator gives no reason. */
export function whyNotExport(asked: ExportAsked): ExportRefusal | null {
  const { what, preset, timeZone, recipient, actor, view } = asked;
  const reason = [...(asked.reason ?? '').trim()].length;
  if (what === 'paper' && preset !== 'full') return 'not-offered';
  if (what === 'endorsements' && preset === 'letter') return 'not-offered';
  if (what !== 'signatures' && view) return 'not-offered';
  if (!isTimeZone(timeZone)) return 'zone-unknown';
  if (recipient !== null && !isAgeRecipient(recipient)) return 'recipient-unknown';
  if (preset !== 'full' || actor.kind !== 'organiser') return null;
  if (reason < shortestReason) return 'reason-too-short';
  return reason > longestReason ? 'reason-too-long' : null;
}
