import { type Kysely, sql } from 'kysely';

/**
 * The link of its own that an approved organisation shares, and the consent of people who want its
 * news: for whom it was given, and the one view of who has given it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
  await giveShareCodes(db);
}

const statements = [
  `alter table endorsements
    add column share_code text check (share_code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    add column news_privacy_url text check (news_privacy_url like 'https://%')`,
  `create unique index endorsements_share_code on endorsements (letter_id, share_code)
    where share_code is not null`,
  `alter table signatures
    add column news_from uuid references endorsements on delete set null`,
  `create index signatures_news_from on signatures (news_from, number) where news_from is not null`,
  `create index signatures_by_source on signatures (letter_id, source) where source is not null`,
  `alter table tokens drop constraint tokens_purpose_check`,
  `alter table tokens add constraint tokens_purpose_check check (purpose in
    ('confirm-signature', 'manage-signature', 'confirm-endorsement', 'manage-endorsement',
     'unsubscribe', 'sign-in', 'news-list'))`,
  `create view news_consents as
    select s.id, s.number, s.letter_id, s.news_from as endorsement_id, s.sealed, s.locale,
      s.country, s.confirmed_at as consented_at
    from signatures s join endorsements e on e.id = s.news_from
    where e.letter_id = s.letter_id
      and e.state = 'approved'
      and s.state = 'confirmed'
      and s.contact_erased_at is null`,
];

type Approved = { id: string; letter_id: string; organisation_en: string };

/** As the application names the links of those that are approved from now on. */
async function giveShareCodes(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Approved>`select id, letter_id, organisation_en from endorsements
    where state = 'approved' order by decided_at, id`.execute(db);
  const taken = new Set<string>();
  for (const { id, letter_id, organisation_en } of rows) {
    const base = slugOf(organisation_en);
    let code = base;
    for (let n = 2; taken.has(`${letter_id} ${code}`); n += 1) code = `${base}-${n}`;
    taken.add(`${letter_id} ${code}`);
    await sql`update endorsements set share_code = ${code} where id = ${id}`.execute(db);
  }
}

function slugOf(name: string): string {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = words.replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '');
  return slug.slice(0, 32).replace(/-+$/, '') || 'organisation';
}
