import { days, hours, minutes } from '~/primitives/duration';

/** How long things are kept. */
export const retention = {
  unconfirmedSignature: days(7),
  /** After its end a token is kept this long, so that its page can say "expired". */
  expiredToken: days(7),
  sessionIdle: minutes(30),
  sessionAbsolute: hours(12),
  capturedMail: days(7),
} as const;

/** Rows deleted in one statement, so that no lock is held for long. */
export const purgeBatch = 500;
