import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Context } from '~/context.server';
import { sealSignatory } from '~/domain/signatures/sealed-signatory.server';
import { inventPeople } from '~/sample/invent-people';

const different = 2000;
const batch = 10_000;

/** Indexes for searching and for the order of names, which no export reads and which are slow to fill. */
const unused = [
  'signatures_name_grams',
  'signatures_by_name_en',
  'signatures_by_name_ko',
  'signatures_by_name_uk',
];

/**
 * Adds public, confirmed signatures by SQL. Each is sealed for its own row, as every other, which is
 * why ids and ciphertext are made here; everything else is made there.
 */
export async function loadMillion(
  ctx: Context,
  connectionString: string,
  letterId: string,
  count: number,
): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  for (const index of unused) await client.query(`drop index if exists ${index}`);
  // Figures beside the signatures are not what is measured; numbers are taken here, then.
  await client.query('set session_replication_role = replica');
  const invented = inventPeople(7);
  const people = Array.from({ length: different }, () => invented.next().value);
  for (let start = 0; start < count; start += batch) {
    const rows = Array.from({ length: Math.min(batch, count - start) }, (_, offset) => {
      const n = start + offset;
      const { name, title, affiliation, comment, country, locale, source } = people[
        n % different
      ] as (typeof people)[number];
      const id = randomUUID();
      const email = `person-${n}@mail.example`;
      const sealed = sealSignatory(ctx, id, { name, email, title, affiliation, comment });
      return {
        id,
        n,
        name,
        title,
        affiliation,
        country,
        locale,
        source,
        sealed: sealed.toString('hex'),
      };
    });
    await client.query(
      `insert into signatures (id, number, letter_id, letter_version_id, state, visibility, locale,
        country, source, email_index, sealed, signed_at, confirmed_at, public_name, public_title,
        public_affiliation)
      select r.id, nextval(signature_numbers(v.letter_id)::regclass), v.letter_id, v.id, 'confirmed', 'public', r.locale, country,
        source, uuid_send(gen_random_uuid()), decode(sealed, 'hex'),
        now() - interval '60 days' + n * interval '4 seconds',
        now() - interval '60 days' + n * interval '4 seconds' + interval '2 minutes', name, title,
        affiliation
      from letter_versions v, json_to_recordset($2::json) as r (id uuid, n integer, name text,
        title text, affiliation text, country text, locale text, source text, sealed text)
      where v.letter_id = $1::uuid`,
      [letterId, JSON.stringify(rows)],
    );
  }
  await client.query('vacuum analyze signatures');
  await client.end();
}
