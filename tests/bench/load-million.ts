import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '~/context.server';
import { sealSignatory } from '~/domain/signatures/sealed-signatory.server';
import { inventPeople } from '~/sample/invent-people';

const different = 2000;
const batch = 20_000;

/**
 * Adds public, confirmed signatures by SQL. Each is sealed for its own row, as every other, which is
 * why ids and ciphertext are made here; everything else is made there.
 */
export async function loadMillion(ctx: Context, letterId: string, count: number): Promise<void> {
  const { rows: versions } = await sql<{ id: string }>`
    select id from letter_versions where letter_id = ${letterId}`.execute(ctx.db);
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
    await sql`
      insert into signatures (id, letter_id, letter_version_id, state, visibility, locale, country,
        source, email_index, sealed, signed_at, confirmed_at, public_name, public_title,
        public_affiliation)
      select id, ${letterId}::uuid, ${versions[0]?.id}::uuid, 'confirmed', 'public', locale, country,
        source, uuid_send(gen_random_uuid()), decode(sealed, 'hex'),
        now() - interval '60 days' + n * interval '4 seconds',
        now() - interval '60 days' + n * interval '4 seconds' + interval '2 minutes', name, title,
        affiliation
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, n integer, name text,
        title text, affiliation text, country text, locale text, source text, sealed text)`.execute(
      ctx.db,
    );
  }
  await sql`analyze signatures`.execute(ctx.db);
}
