import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertSignatures } from '~/db/signatures.server';
import { days } from '~/primitives/duration';
import type { InventedPerson } from '~/sample/invent-people';
import { publicColumns, sealSignatory, signatureEmailIndex } from './sealed-signatory.server';
import type { SealedSignatory } from './signature';

const batch = 500;

/**
 * Adds `count` invented signatures, pending or confirmed, evenly spread over the last days, oldest
 * first. For the demonstration and for trials; sends nothing.
 */
export async function addInventedSignatures(
  ctx: Context,
  trx: Transaction,
  input: {
    letterId: string;
    versionId: string;
    people: Iterator<InventedPerson>;
    count: number;
    state: 'pending' | 'confirmed';
    spreadOverDays: number;
  },
): Promise<void> {
  const now = ctx.clock.now().getTime();
  for (let begin = 0; begin < input.count; begin += batch) {
    const size = Math.min(batch, input.count - begin);
    const rows = Array.from({ length: size }, (_, offset) => {
      const age = days(input.spreadOverDays) * (1 - (begin + offset) / input.count);
      return toRow(ctx, input, new Date(now - age));
    });
    await insertSignatures(trx, rows);
  }
}

function toRow(
  ctx: Context,
  input: {
    letterId: string;
    versionId: string;
    people: Iterator<InventedPerson>;
    state: 'pending' | 'confirmed';
  },
  signedAt: Date,
) {
  const next = input.people.next();
  if (next.done) throw new Error('the inventor of people ran dry');
  const { name, email, title, affiliation, comment, ...choices } = next.value;
  const person: SealedSignatory = { name, email, title, affiliation, comment };
  const id = randomUUID();
  return {
    id,
    letter_id: input.letterId,
    letter_version_id: input.versionId,
    state: input.state,
    visibility: choices.visibility,
    locale: choices.locale,
    country: choices.country,
    updates: choices.updates,
    source: choices.source,
    email_index: signatureEmailIndex(ctx, input.letterId, email),
    sealed: sealSignatory(ctx, id, person),
    signed_at: signedAt,
    confirmed_at: input.state === 'confirmed' ? signedAt : null,
    ...publicColumns(input.state, choices.visibility, person),
  };
}
