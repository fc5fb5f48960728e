import type { Context } from '~/context.server';
import {
  type BounceEffect,
  type BounceRefusal,
  recordBounce,
} from '~/domain/messages/record-bounce.server';
import { isDatabaseAway } from '~/http/database-away.server';
import { largestReport, parseBounce } from '~/mail/parse-bounce.server';
import type { Result } from '~/primitives/result';

/** One byte over the limit, for the parser to refuse; the rest is read and dropped. */
async function readBounded(source: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    if (size > largestReport) continue;
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
  }
  return Buffer.concat(chunks).subarray(0, largestReport + 1);
}

/**
 * Reads what the mail server hands over to its end and records it if it is a delivery report on a
 * mail from here. `to` is the envelope recipient; without it the report's own headers are tried.
 */
export async function receiveBounce(
  ctx: Context,
  input: { source: AsyncIterable<Buffer | string>; to: string | null },
): Promise<Result<{ effect: BounceEffect }, BounceRefusal | 'not-a-report' | 'database-away'>> {
  const report = parseBounce(await readBounded(input.source));
  if (!report) return { ok: false, reason: 'not-a-report' };
  const addressedTo = input.to === null ? report.addressedTo : [input.to];
  try {
    return await recordBounce(ctx, { ...report, addressedTo });
  } catch (error) {
    if (isDatabaseAway(error)) return { ok: false, reason: 'database-away' };
    throw error;
  }
}
