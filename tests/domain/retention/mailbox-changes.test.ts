import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { askForMailbox } from '~/domain/endorsements/ask-for-mailbox.server';
import { confirmMailbox } from '~/domain/endorsements/confirm-mailbox.server';
import { decideMailboxChange } from '~/domain/endorsements/decide-mailbox-change.server';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { listMailboxChanges } from '~/domain/endorsements/list-mailbox-changes.server';
import { reapplyErasures } from '~/domain/retention/reapply-erasures.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { days } from '~/primitives/duration';
import { createTestContext, type TestContext } from '../../support/database';
import { type Endorsed, endorseAndApprove } from '../../support/endorsed';
import { createLetter, slug, waitingMails } from '../../support/letter';
import { addAcknowledgedDelivery } from './retention-fixture';

const actor = { kind: 'operator' } as const;
const email = 'office@elsewhere.example';

let test$: TestContext;
let ctx: Context;
let letterId: string;
let mine: Endorsed;

beforeEach(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  mine = await endorseAndApprove(ctx);
});
afterEach(() => test$.drop());

const retain = async () => (await runRetention(ctx, { actor })).erased;

async function ask(confirmed: boolean): Promise<void> {
  await askForMailbox(ctx, { token: mine.token, email });
  if (!confirmed) return;
  const mail = (await waitingMails(ctx, 'confirm-mailbox')).at(-1);
  await confirmMailbox(ctx, { token: mail?.props.confirmToken ?? '' });
}

async function accept(): Promise<void> {
  const listed = await listMailboxChanges(ctx, { slug });
  const seen = (listed.ok && listed.mailboxes[0]?.changeId) || '';
  const decision = { accept: true } as const;
  const decided = await decideMailboxChange(ctx, { id: mine.id, slug, seen, actor, decision });
  if (!decided.ok) throw new Error(decided.reason);
}

async function mailbox(): Promise<string | undefined> {
  const listed = await listEndorsements(ctx, { slug });
  return listed.ok ? listed.endorsements[0]?.email : undefined;
}

/** The addressee acknowledged long ago a copy that names the organisation. */
async function acknowledge(): Promise<void> {
  await ctx.db
    .updateTable('endorsements')
    .set({ decided_at: new Date(Date.now() - days(100)) })
    .execute();
  await addAcknowledgedDelivery(ctx, letterId, { frozen: 50, acknowledged: 40 });
}

describe('a mailbox that took the place of an erased one', () => {
  beforeEach(async () => {
    await acknowledge();
    expect(await retain()).toMatchObject({ 'endorsement-contacts': 1 });
    expect(await mailbox()).toBe('');
    await ask(true);
    await accept();
  });

  test('is not erased for the copy that was acknowledged before it was given', async () => {
    expect(await retain()).toMatchObject({ 'endorsement-contacts': 0 });
    expect(await mailbox()).toBe(email);
  });

  test('is not taken for one that came back with an older dump', async () => {
    expect(await reapplyErasures(ctx)).toMatchObject({ erased: { 'endorsement-contact': 0 } });
    expect(await mailbox()).toBe(email);
    await ctx.db.updateTable('endorsements').set({ mailbox_since: null }).execute();
    expect(await reapplyErasures(ctx)).toMatchObject({ erased: { 'endorsement-contact': 1 } });
  });
});

describe('the mailbox in a request', () => {
  const rows = () => ctx.db.selectFrom('mailbox_changes').select(['id', 'sealed']).execute();
  const age = (column: 'ended_at' | 'expires_at', by: number) =>
    ctx.db
      .updateTable('mailbox_changes')
      .set({ [column]: new Date(Date.now() - days(by)) })
      .execute();

  test('that nobody confirmed goes thirty days after its link ended', async () => {
    await ask(false);
    await age('expires_at', 29);
    expect(await retain()).toMatchObject({ 'ended-mailbox-changes': 0 });
    await age('expires_at', 31);
    expect(await retain()).toMatchObject({ 'ended-mailbox-changes': 1 });
    expect(await rows()).toEqual([]);
  });

  test('that waits for an organiser stays, and leaves its row when it is decided', async () => {
    await ask(true);
    await age('expires_at', 60);
    expect(await retain()).toMatchObject({ 'ended-mailbox-changes': 0 });
    await accept();
    expect(await rows()).toMatchObject([{ sealed: null }]);
    await age('ended_at', 31);
    expect(await retain()).toMatchObject({ 'ended-mailbox-changes': 1 });
  });

  test('goes with the address of the representative', async () => {
    await ask(true);
    await acknowledge();
    expect(await retain()).toMatchObject({ 'endorsement-contacts': 1 });
    expect(await rows()).toEqual([]);
  });
});
