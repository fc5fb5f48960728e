import { afterAll, beforeAll, expect, test } from 'vitest';
import { changed } from '~/domain/audit/audit-changes';
import { listAudit } from '~/domain/audit/list-audit.server';
import { recordAudit } from '~/domain/audit/record-audit.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { setCoordinator } from '~/domain/endorsements/set-coordinator.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { changeLetterSettings } from '~/domain/letters/change-letter-settings.server';
import { closeLetter } from '~/domain/letters/close-letter.server';
import { hideNames } from '~/domain/letters/hide-names.server';
import { scheduleClosing } from '~/domain/letters/schedule-closing.server';
import { showNames } from '~/domain/letters/show-names.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { giveLetterRole } from '~/domain/organisers/give-letter-role.server';
import { takeLetterRole } from '~/domain/organisers/take-letter-role.server';
import { acceptHeldSignature } from '~/domain/signatures/accept-held-signature.server';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { asRequest } from '~/primitives/request-scope.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';
import { plantSharing } from '../../support/sharing';

let test$: TestContext;
let letterId: string;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
});
afterAll(() => test$.drop());

/** What the newest entry says of one action. */
async function newest(action: string) {
  const { entries } = await listAudit(test$.ctx, { slug, action });
  return entries[0];
}

test('an owner reads what each change of a letter was before and is after', async () => {
  const { ctx } = test$;
  const settings = { slug, actor, listIndexed: true, discreetSubject: true };
  await changeLetterSettings(ctx, settings);
  expect((await newest('letter.settings-changed'))?.changes).toEqual({
    listIndexed: [false, true],
  });
  await hideNames(ctx, { slug, actor });
  expect((await newest('letter.names-hidden'))?.changes).toEqual({ namesHidden: [false, true] });
  await showNames(ctx, { slug, confirm: slug, actor });
  expect((await newest('letter.names-shown'))?.changes).toEqual({ namesHidden: [true, false] });
  const closesAt = new Date(Date.now() + 86_400_000);
  await scheduleClosing(ctx, { slug, closesAt, actor });
  expect((await newest('letter.closing-set'))?.changes).toEqual({
    closesAt: [null, closesAt.toISOString()],
  });
  await closeLetter(ctx, { slug, confirm: slug, actor });
  expect((await newest('letter.closed'))?.changes).toEqual({ state: ['open', 'closed'] });
  await scheduleClosing(ctx, { slug, closesAt: null, actor });
  expect((await newest('letter.reopened'))?.changes).toMatchObject({ state: ['closed', 'open'] });
});

test('and of roles and organisations, nobody named', async () => {
  const { ctx } = test$;
  const email = 'olena@desk.example';
  await addOrganiser(ctx, { email, role: 'editor', actor });
  await addOrganiser(ctx, { email, role: 'auditor', actor });
  const { entries } = await listAudit(ctx, {});
  expect(entries.slice(0, 2).map(({ changes }) => changes)).toEqual([
    { role: ['editor', 'auditor'] },
    { role: [null, 'editor'] },
  ]);
  await giveLetterRole(ctx, { slug, email, role: 'moderator', actor });
  await giveLetterRole(ctx, { slug, email, role: 'owner', actor });
  const given = await newest('team.role-given');
  expect(given?.changes).toEqual({ role: ['moderator', 'owner'] });
  await giveLetterRole(ctx, { slug, email: 'second@desk.example', role: 'owner', actor });
  await takeLetterRole(ctx, { slug, organiserId: given?.objectId ?? '', actor });
  expect((await newest('team.role-taken'))?.changes).toEqual({ role: ['owner', null] });
  const { id, manageToken } = await plantSharing(ctx, letterId, { code: 'open-door' });
  await setCoordinator(ctx, { id, slug, coordinator: true, actor });
  expect((await newest('endorsement.coordinator-set'))?.changes).toEqual({
    coordinator: [false, true],
  });
  await withdrawEndorsement(ctx, { token: manageToken });
  expect((await newest('endorsement.withdrawn'))?.changes).toEqual({
    state: ['approved', 'withdrawn'],
  });
});

test('whoever writes an address into an entry finds it masked', async () => {
  const changes = changed(
    { mailbox: 'old.address@open-door.example', since: new Date(0), same: 1 },
    { mailbox: 'new+tag@sub.naver.com', since: null, same: 1 },
  );
  const details = { note: 'asked by Olena.K@i.ua, and again by x@y.example.' };
  await recordAudit(test$.ctx.db, { actor, action: 'letter.closed', letterId, changes, details });
  expect(await newest('letter.closed')).toMatchObject({
    changes: {
      mailbox: ['o•••@open-door.example', 'n•••@sub.naver.com'],
      since: ['1970-01-01T00:00:00.000Z', null],
    },
    details: { note: 'asked by O•••@i.ua, and again by x•••@y.example.' },
  });
});

test('whoever is erased leaves that it happened, and nothing by which to find them', async () => {
  const { ctx } = test$;
  await test$.ctx.db.deleteFrom('messages').execute();
  const canary = { name: 'Canary Олена 카나리아', email: 'canary.olena@birds.example' };
  const words = { title: 'Canary-title', affiliation: 'Canary-office', comment: 'Canary-comment' };
  const form = signForm({ ...canary, ...words, country: 'UA', visibility: 'public' });
  const origin = { network: '203.0.113.77', flags: ['watched-name' as const], hold: true };
  await signLetter(ctx, { slug, locale: 'uk', form, origin });
  const [mail] = await waitingMails(ctx, 'confirm-signature');
  await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
  const row = await ctx.db.selectFrom('signatures').select('id').executeTakeFirstOrThrow();
  const accepted = await acceptHeldSignature(ctx, { slug, id: row.id, actor });
  expect(accepted).toMatchObject({ ok: true });
  const token = mail?.props.manageToken ?? '';
  const erased = await asRequest('the-request', () => eraseSignature(ctx, { token }));
  expect(erased).toMatchObject({ ok: true });
  const entry = await newest('signature.erased');
  expect(entry).toMatchObject({ actor: { kind: 'system' }, details: { state: 'confirmed' } });
  expect(entry).toMatchObject({ objectId: null, requestId: 'the-request' });
  const rows = await ctx.db.selectFrom('audit_entries').selectAll().execute();
  expect(rows.length).toBeGreaterThan(15);
  const log = JSON.stringify(rows).toLowerCase();
  for (const word of ['canary', 'олена', '카나리아', 'birds.example', '203.0.113', token]) {
    expect(log, word).not.toContain(word.toLowerCase());
  }
});
