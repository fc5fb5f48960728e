import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';

/** Without letters and digits that are taken for one another. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

export const referenceShape = /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/;

/**
 * By what a reporter and the organisers speak of one report: eight signs made from the ticket of the
 * form, so that a form that is sent twice gets the same. It says nothing of the signature.
 */
export function referenceOf(ctx: Context, ticket: string): string {
  const bytes = createHash('sha256').update(ctx.keyring.sign('report-reference', ticket)).digest();
  const signs = [...bytes.subarray(0, 8)].map((byte) => alphabet[byte % alphabet.length]);
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`;
}
