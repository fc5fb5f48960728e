import type { MailCopy } from './mail-copy';

/** How long a link works, in days where that is a whole number of more than one. */
export function validityLine(say: MailCopy, hours: number): string {
  const days = hours / 24;
  return Number.isInteger(days) && days > 1
    ? say('validDays', { days })
    : say('validHours', { hours });
}
