/** SQLSTATE of a server that is starting, stopping, full, or did not answer within its bounds. */
const awayStates = new Set(['53300', '55P03', '57014', '57P01', '57P02', '57P03', '57P05']);
const awayErrnos = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
const awayMessages = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** Seconds after which a refused visitor may try again. */
export const retryAfterSeconds = 10;

/** Whether a use case failed because PostgreSQL could not be reached or did not answer in time. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string') {
    if (awayStates.has(code) || code.startsWith('08')) return true;
    if (awayErrnos.has(code)) return code !== 'ENOENT' || syscall === 'connect';
  }
  return awayMessages.test(error.message);
}
