import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { listAudit } from '~/domain/audit/list-audit.server';
import { readConfirmation } from '~/domain/confirmations/read-confirmation.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { listInvitations } from '~/domain/endorsements/list-invitations.server';
import { readInvitation } from '~/domain/endorsements/read-invitation.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { withdrawInvitation } from '~/domain/endorsements/withdraw-invitation.server';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import type { Actor } from '~/domain/organisers/organiser';
import { days } from '~/primitives/duration';
import { createTestContext, type TestContext } from '../../support/database';
import { accept, confirm, confirmation, invite } from '../../support/invitation';
import { createLetter, slug, waitingMails } from '../../support/letter';

const inviter = 'inviter@desk.example';

let test$: TestContext;
let ctx: Context;
let actor: Actor;

beforeEach(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  await createLetter(ctx);
  await createLetter(ctx, 'another-letter');
  const added = await addOrganiser(ctx, {
    email: inviter,
    role: 'moderator',
    actor: { kind: 'operator' },
  });
  if (!added.ok) throw new Error(added.reason);
  const { id } = await ctx.db.selectFrom('organisers').select('id').executeTakeFirstOrThrow();
  actor = { kind: 'organiser', organiserId: id };
});
afterEach(() => test$.drop());

async function shown() {
  const found = await readLetterPage(ctx, { slug, locale: 'ko' });
  if (!found.ok) throw new Error(found.reason);
  return found.page.endorsements;
}

async function endorsements(state?: 'waiting' | 'approved' | 'unconfirmed') {
  const listed = await listEndorsements(ctx, { slug, state });
  if (!listed.ok) throw new Error(listed.reason);
  return listed.endorsements;
}

async function onlyInvitation(letter = slug) {
  const listed = await listInvitations(ctx, { slug: letter });
  if (!listed.ok) throw new Error(listed.reason);
  const [first] = listed.invitations;
  return first;
}

/** Moves the end of every invitation by days from now. */
async function endInvitations(daysFromNow: number): Promise<void> {
  await ctx.db
    .updateTable('endorsement_invitations')
    .set({ expires_at: sql<Date>`now() + ${daysFromNow} * interval '1 day'` })
    .execute();
}

async function moveEndOfLetter(daysFromNow: number): Promise<void> {
  await ctx.db
    .updateTable('letters')
    .set({ closes_at: sql<Date>`now() + ${daysFromNow} * interval '1 day'` })
    .execute();
}

describe('an invited organisation', () => {
  test('stands under the letter the moment its mailbox confirms, on the decision of who invited', async () => {
    const { id, token } = await invite(ctx, actor, { foundingPosition: '4' });
    expect(await accept(ctx, token)).toMatchObject({ ok: true, atOnce: true });
    expect(await shown()).toEqual([]);
    const mail = await confirmation(ctx);
    expect(mail.atOnce).toBe(true);
    expect(await readConfirmation(ctx, { token: mail.confirmToken })).toMatchObject({
      endorsement: { atOnce: true },
    });
    expect(await confirm(ctx)).toMatchObject({ ok: true, subject: 'endorsement', held: false });
    expect(await shown()).toMatchObject([
      {
        organisation: '북한인권시민모임',
        representative: 'Han Ji-woo',
        role: 'Director',
        foundingPosition: 4,
      },
    ]);
    const [endorsement] = await endorsements('approved');
    const organiserId = actor.kind === 'organiser' && actor.organiserId;
    expect(endorsement).toMatchObject({ authorityBasis: 'invitation', decidedBy: organiserId });
    const { entries } = await listAudit(ctx, { slug });
    expect(entries.filter(({ action }) => action.startsWith('endorsement.'))).toMatchObject([
      {
        actor: { email: 'i•••@desk.example' },
        action: 'endorsement.approved',
        objectId: endorsement?.id,
        details: { basis: 'invitation', invitation: id },
      },
      { actor: { email: 'i•••@desk.example' }, action: 'endorsement.invited', objectId: id },
    ]);
    const [approved] = await waitingMails(ctx, 'endorsement-approved');
    const withdrawn = await withdrawEndorsement(ctx, { token: approved?.props.manageToken ?? '' });
    expect(withdrawn).toEqual({ ok: true });
    expect(await shown()).toEqual([]);
  });

  test('hears the same when it presses the button again, and is decided once', async () => {
    const { token } = await invite(ctx, actor);
    await accept(ctx, token);
    await confirm(ctx);
    expect(await confirm(ctx)).toMatchObject({ ok: true, held: false });
    expect(await waitingMails(ctx, 'endorsement-approved')).toHaveLength(1);
  });

  test('shows its representative only by consent, and has no founding place unless given', async () => {
    const { token } = await invite(ctx, actor);
    await accept(ctx, token, { showRepresentative: 'no' });
    await confirm(ctx);
    expect(await shown()).toMatchObject([
      { representative: null, role: null, foundingPosition: null },
    ]);
  });

  test('may correct country, website and person, and write its mailbox in capitals', async () => {
    const { token } = await invite(ctx, actor, { country: 'US', website: 'old.example' });
    await accept(ctx, token, {
      email: 'Office@Citizens.example',
      organisation: ' 북한인권시민모임 ',
    });
    await confirm(ctx, 'Office@citizens.example');
    expect(await shown()).toMatchObject([{ country: 'KR', website: 'https://citizens.example' }]);
  });

  test('invited from the command line is decided by the invitation itself', async () => {
    const { id, token } = await invite(ctx, { kind: 'operator' });
    await accept(ctx, token);
    await confirm(ctx);
    const { entries } = await listAudit(ctx, { slug });
    const approval = entries.find(({ action }) => action === 'endorsement.approved');
    expect(approval).toMatchObject({ actor: { kind: 'system' }, details: { invitation: id } });
    expect(entries.find(({ action }) => action === 'endorsement.invited')?.actor).toEqual({
      kind: 'operator',
    });
  });
});

describe('what the check before the invitation does not cover waits for a decision', () => {
  test.each([
    ['another mailbox', { email: 'me@private.example' }, { sameMailbox: false, sameName: true }],
    ['another name', { organisation: '다른 모임' }, { sameMailbox: true, sameName: false }],
    ['another English name', { organisationEn: 'Others' }, { sameMailbox: true, sameName: false }],
  ])('%s', async (_what, typed: Record<string, string>, signals) => {
    const { token } = await invite(ctx, actor, { foundingPosition: '1' });
    expect(await accept(ctx, token, typed)).toMatchObject({ ok: true, atOnce: false });
    const mail = await confirmation(ctx, typed.email);
    expect(mail.atOnce).toBe(false);
    expect(await readConfirmation(ctx, { token: mail.confirmToken })).toMatchObject({
      endorsement: { atOnce: false },
    });
    expect(await confirm(ctx, typed.email)).toMatchObject({ ok: true, held: true });
    expect(await shown()).toEqual([]);
    const [waiting] = await endorsements('waiting');
    expect(waiting?.invitation).toEqual({ withdrawn: false, ...signals });
    const id = waiting?.id ?? '';
    const approved = { id, slug, actor, authorityBasis: 'known-contact' } as const;
    expect(await approveEndorsement(ctx, approved)).toEqual({ ok: true });
    expect(await shown()).toMatchObject([{ foundingPosition: null }]);
  });

  test('an invitation that was withdrawn after the form was sent', async () => {
    const { id, token } = await invite(ctx, actor);
    await accept(ctx, token);
    expect(await withdrawInvitation(ctx, { slug, id, actor })).toEqual({ ok: true });
    const { confirmToken } = await confirmation(ctx);
    expect(await readConfirmation(ctx, { token: confirmToken })).toMatchObject({
      endorsement: { atOnce: false },
    });
    expect(await confirm(ctx)).toMatchObject({ held: true });
    expect((await endorsements('waiting'))[0]?.invitation?.withdrawn).toBe(true);
  });

  test('but not one that has run out since the form was sent', async () => {
    const { token } = await invite(ctx, actor);
    await accept(ctx, token);
    await endInvitations(-1);
    expect(await confirm(ctx)).toMatchObject({ held: false });
    expect(await shown()).toHaveLength(1);
  });
});

describe('a link', () => {
  test('fills in what is known, and nothing that the organiser noted', async () => {
    const { token } = await invite(ctx, actor, {
      representative: 'Han Ji-woo',
      website: 'c.example',
    });
    const opened = await readInvitation(ctx, { token });
    expect(opened).toMatchObject({
      ok: true,
      invited: {
        organisation: '북한인권시민모임',
        organisationEn: 'Citizens for Rights',
        country: null,
        website: 'https://c.example',
        representative: 'Han Ji-woo',
        email: 'office@citizens.example',
      },
    });
    expect(JSON.stringify(opened)).not.toContain('director');
  });

  test('gives one endorsement; the second form replaces nothing and is told so', async () => {
    const { token } = await invite(ctx, actor);
    await accept(ctx, token);
    const again = await accept(ctx, token, { role: 'Somebody else' });
    expect(again).toEqual({ ok: false, reason: 'invitation-ended' });
    expect((await endorsements()).map(({ role }) => role)).toEqual(['Director']);
    expect(await readInvitation(ctx, { token })).toMatchObject({ ok: false, reason: 'used' });
    expect(await waitingMails(ctx, 'confirm-endorsement')).toHaveLength(1);
  });

  test('sent from six tabs at once gives one endorsement', async () => {
    const { token } = await invite(ctx, actor);
    const answers = await Promise.all(Array.from({ length: 6 }, () => accept(ctx, token)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await endorsements()).toHaveLength(1);
    expect(await waitingMails(ctx, 'confirm-endorsement')).toHaveLength(1);
  });

  test('says that it was withdrawn, has expired, or that the letter has closed', async () => {
    const { id, token } = await invite(ctx, actor);
    const reason = async () => {
      const opened = await readInvitation(ctx, { token });
      return opened.ok ? null : opened.reason;
    };
    expect(await reason()).toBeNull();
    await endInvitations(-1);
    expect(await reason()).toBe('expired');
    expect(await accept(ctx, token)).toMatchObject({ reason: 'invitation-ended' });
    await moveEndOfLetter(-1);
    expect(await reason()).toBe('closed');
    expect(await accept(ctx, token)).toMatchObject({ reason: 'closed' });
    await moveEndOfLetter(30);
    await endInvitations(1);
    await withdrawInvitation(ctx, { slug, id, actor });
    expect(await reason()).toBe('withdrawn');
    expect(await accept(ctx, token)).toMatchObject({ reason: 'invitation-ended' });
    expect(await endorsements()).toEqual([]);
    expect(await readInvitation(ctx, { token: 'nonsense' })).toMatchObject({ reason: 'unknown' });
    expect(await accept(ctx, '')).toMatchObject({ reason: 'invitation-ended' });
  });

  test('of one letter opens nothing of another', async () => {
    const { token } = await invite(ctx, actor);
    await ctx.db
      .updateTable('endorsement_invitations')
      .set((set) => ({
        letter_id: set.selectFrom('letters').select('id').where('slug', '=', 'another-letter'),
      }))
      .execute();
    expect(await accept(ctx, token)).toMatchObject({ reason: 'invitation-ended' });
  });

  test.each([
    ['sixty days', null, 60],
    ['only as long as the letter is open', 10, 10],
  ])('is valid for %s', async (_what, closes, valid) => {
    if (closes !== null) await moveEndOfLetter(closes);
    await invite(ctx, actor);
    const invitation = await onlyInvitation();
    const left = new Date(invitation?.expiresAt ?? 0).getTime() - Date.now();
    expect(Math.abs(left - days(valid))).toBeLessThan(60_000);
    const [mail] = await waitingMails(ctx, 'invite-endorsement');
    expect(mail?.props.validUntil).toBe(invitation?.expiresAt);
  });
});
