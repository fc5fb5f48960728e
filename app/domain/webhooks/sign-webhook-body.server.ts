import { createHmac } from 'node:crypto';

/**
 * The content of `Undersigned-Signature`: `t=<seconds since 1970>,v1=<hex>`, where `v1` is the
 * HMAC-SHA-256 (RFC 2104) of `<t>.<body>` under the webhook's secret. A receiver refuses an old `t`,
 * so that a call that was caught on the way cannot be played again.
 */
export function signWebhookBody(secret: string, body: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000);
  const mac = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return `t=${t},v1=${mac}`;
}
