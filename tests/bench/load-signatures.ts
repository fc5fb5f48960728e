import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '~/context.server';
import {
  publicColumns,
  sealSignatory,
  signatureEmailIndex,
} from '~/domain/signatures/sealed-signatory.server';
import type { SignatureState } from '~/domain/signatures/signature';
import { days } from '~/primitives/duration';
import { inventPeople } from '~/sample/invent-people';

const batch = 5000;
const spread = days(60);

/** Of a thousand signatures, how many are in each state. */
const states: [SignatureState, number][] = [
  ['confirmed', 870],
  ['pending', 90],
  ['held', 5],
  ['withdrawn', 20],
  ['invalidated', 15],
];

function stateOf(n: number): SignatureState {
  let rest = (n * 7919) % 1000;
  for (const [state, share] of states) {
    if (rest < share) return state;
    rest -= share;
  }
  return 'confirmed';
}

/** Adds signatures in every state, each sealed for its own row, by arrays and not row by row. */
export async function loadSignatures(
  ctx: Context,
  letter: { letterId: string; versionIds: string[] },
  count: number,
): Promise<void> {
  const people = inventPeople(7);
  const begun = ctx.clock.now().getTime() - spread;
  for (let start = 0; start < count; start += batch) {
    const rows = Array.from({ length: Math.min(batch, count - start) }, (_, offset) => {
      const n = start + offset;
      const { name, email, title, affiliation, comment, ...choices } = people.next().value;
      const id = randomUUID();
      const person = { name, email, title, affiliation, comment };
      const state = stateOf(n);
      const signedAt = new Date(begun + (spread * n) / count);
      return {
        id,
        letter_id: letter.letterId,
        letter_version_id: letter.versionIds[n % 50 === 0 ? 1 : 0],
        state,
        visibility: choices.visibility,
        locale: choices.locale,
        country: choices.country,
        source: choices.source,
        updates: choices.updates,
        flags: n % 97 === 0 ? '{fast,busy-network}' : n % 5003 === 0 ? '{mixed-script}' : '{}',
        hold: state === 'held',
        email_index: `\\x${signatureEmailIndex(ctx, letter.letterId, email).toString('hex')}`,
        sealed: `\\x${sealSignatory(ctx, id, person).toString('hex')}`,
        signed_at: signedAt.toISOString(),
        confirmed_at: state === 'pending' ? null : signedAt.toISOString(),
        withdrawn_at: state === 'withdrawn' ? signedAt.toISOString() : null,
        ...publicColumns(state, choices.visibility, person),
      };
    });
    await sql`
      insert into signatures (id, letter_id, letter_version_id, state, visibility, locale, country,
        source, updates, flags, hold, email_index, sealed, signed_at, confirmed_at, withdrawn_at,
        public_name, public_latin_name, public_title, public_affiliation)
      select id, letter_id, letter_version_id, state, visibility, locale, country, source, updates,
        flags::text[], hold, email_index, sealed, signed_at, confirmed_at, withdrawn_at,
        public_name, public_latin_name, public_title, public_affiliation
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, letter_id uuid,
        letter_version_id uuid, state text, visibility text, locale text, country text, source text,
        updates boolean, flags text, hold boolean, email_index bytea, sealed bytea,
        signed_at timestamptz, confirmed_at timestamptz, withdrawn_at timestamptz,
        public_name text, public_latin_name text, public_title text, public_affiliation text)`.execute(
      ctx.db,
    );
  }
}
