import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockTeam } from '~/db/letter-roles.server';
import { listAudit } from '~/domain/audit/list-audit.server';
import { listDeskLetters } from '~/domain/letters/list-desk-letters.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { giveLetterRole } from '~/domain/organisers/give-letter-role.server';
import { listTeam } from '~/domain/organisers/list-team.server';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import { readSession } from '~/domain/organisers/read-session.server';
import { signIn } from '~/domain/organisers/sign-in.server';
import { takeLetterRole } from '~/domain/organisers/take-letter-role.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
const actor = { kind: 'operator' } as const;
const another = 'another-letter';

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, another);
});
afterAll(() => test$.drop());
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('organisers').execute();
  await test$.ctx.db.deleteFrom('messages').execute();
});

const email = 'min-seo@team.example';
const give = (role: OrganiserRole, to = email, letter = slug) =>
  giveLetterRole(test$.ctx, { slug: letter, email: to, role, actor });

async function team(letter = slug) {
  const found = await listTeam(test$.ctx, { slug: letter });
  if (!found.ok) throw new Error(found.reason);
  return found.members;
}

async function enter(role: OrganiserRole, letter?: string): Promise<string> {
  const added = await addOrganiser(test$.ctx, { email, role, letter, actor });
  if (!added.ok) throw new Error(added.reason);
  const signedIn = await signIn(test$.ctx, { token: added.signInToken });
  if (!signedIn.ok) throw new Error(signedIn.reason);
  return signedIn.sessionId;
}

const roleOf = async (sessionId: string, letter?: string) =>
  (await readSession(test$.ctx, { sessionId, slug: letter }))?.role;

/** Looks until a transaction of this database waits for another one's lock. */
async function untilSomebodyWaits(): Promise<string> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and not granted and datname = current_database()`.execute(
      test$.ctx.db,
    );
    if (rows.length > 0) return 'waited';
  }
}

describe('somebody with a role on one letter', () => {
  test('has it there, none elsewhere, and sees that letter only', async () => {
    const sessionId = await enter('moderator', slug);
    expect(await roleOf(sessionId, slug)).toBe('moderator');
    expect(await roleOf(sessionId, another)).toBeNull();
    expect(await roleOf(sessionId)).toBeNull();
    const organiser = await readSession(test$.ctx, { sessionId });
    const letters = await listDeskLetters(test$.ctx, organiser ?? undefined);
    expect(letters.map((letter) => letter.slug)).toEqual([slug]);
    expect(await listDeskLetters(test$.ctx)).toHaveLength(2);
  });

  test('hears by mail as what and where to sign in, with no link that signs anybody in', async () => {
    await give('translator');
    const [mail] = await waitingMails(test$.ctx, 'team-invitation');
    expect(mail?.to).toBe(email);
    expect(Object.keys(mail?.props ?? {})).toEqual(['locale', 'letterTitle', 'role']);
    expect(mail?.props.role).toBe('translator');
  });

  test('is signed out when the role changes or goes, and not otherwise', async () => {
    const first = await enter('editor', slug);
    await give('auditor', 'somebody@else.example');
    expect(await roleOf(first, slug)).toBe('editor');
    await give('auditor');
    expect(await roleOf(first, slug)).toBeUndefined();
    const [{ id = '' } = {}] = (await team()).filter((member) => member.email === email);
    expect(await takeLetterRole(test$.ctx, { slug, organiserId: id, actor })).toEqual({ ok: true });
    expect((await team()).map((member) => member.email)).toEqual(['somebody@else.example']);
  });

  test('has there what the letter says and elsewhere what the installation says', async () => {
    await enter('auditor');
    await give('editor');
    const added = await addOrganiser(test$.ctx, { email, role: 'auditor', actor });
    const signedIn = await signIn(test$.ctx, { token: added.ok ? added.signInToken : '' });
    const sessionId = signedIn.ok ? signedIn.sessionId : '';
    expect(await roleOf(sessionId, slug)).toBe('editor');
    expect(await roleOf(sessionId, another)).toBe('auditor');
  });
});

describe('a letter', () => {
  test('with an owner never loses the last one, also when two try at once', async () => {
    await give('owner');
    await give('owner', 'second@team.example');
    const taking = (await team()).map(({ id }) => ({ slug, organiserId: id, actor }));
    const outcomes = await Promise.all(taking.map((input) => takeLetterRole(test$.ctx, input)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, reason: 'last-owner' });
    const [left] = await team();
    expect(await give('editor', left?.email)).toEqual({ ok: false, reason: 'last-owner' });
    expect((await team()).map(({ role }) => role)).toEqual(['owner']);
  });

  test('changes its team one change at a time', async () => {
    await give('owner');
    const { db } = test$.ctx;
    const { id } = await db
      .selectFrom('letters')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    let giving: Promise<unknown> = Promise.resolve();
    const seen = await db.transaction().execute(async (trx) => {
      await lockTeam(trx, id);
      giving = give('editor', 'second@team.example');
      return Promise.race([giving.then(() => 'went ahead'), untilSomebodyWaits()]);
    });
    await giving;
    expect(seen).toBe('waited');
  });

  test('owned through the installation may do without an owner of its own', async () => {
    await addOrganiser(test$.ctx, { email: 'operator@team.example', role: 'owner', actor });
    await give('owner');
    expect(await give('editor')).toEqual({ ok: true });
    expect(await give('auditor', 'operator@team.example')).toEqual({
      ok: false,
      reason: 'owner-everywhere',
    });
  });

  test('does not give or take the roles of another one', async () => {
    await give('owner');
    const [{ id = '' } = {}] = await team();
    const taken = await takeLetterRole(test$.ctx, { slug: another, organiserId: id, actor });
    expect(taken).toEqual({ ok: false, reason: 'not-found' });
    expect(await team(another)).toEqual([]);
    expect(await give('editor', email, 'no-letter')).toEqual({ ok: false, reason: 'not-found' });
  });

  test('keeps in its audit log who gave and took which role, without an address', async () => {
    await give('owner', 'keeps@team.example');
    await give('exporter');
    const member = (await team()).find((one) => one.email === email);
    await takeLetterRole(test$.ctx, { slug, organiserId: member?.id ?? '', actor });
    const { entries } = await listAudit(test$.ctx, { slug });
    const about = entries.filter((entry) => entry.objectId === member?.id);
    expect(about.map(({ action }) => action)).toEqual(['team.role-taken', 'team.role-given']);
    expect(JSON.stringify(about)).not.toContain('team.example');
  });
});
