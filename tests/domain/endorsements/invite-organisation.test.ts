import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { upsertSuppression } from '~/db/suppressions.server';
import { listAudit } from '~/domain/audit/list-audit.server';
import { readConfirmation } from '~/domain/confirmations/read-confirmation.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { inviteFormSchema } from '~/domain/endorsements/invitation';
import { inviteOrganisation } from '~/domain/endorsements/invite-organisation.server';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { listInvitations } from '~/domain/endorsements/list-invitations.server';
import { readInvitation } from '~/domain/endorsements/read-invitation.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { withdrawInvitation } from '~/domain/endorsements/withdraw-invitation.server';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import { recipientIndexOf } from '~/domain/messages/recipient-index.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import type { Actor } from '~/domain/organisers/organiser';
import { days } from '~/primitives/duration';
import { sampleCampaign } from '~/sample/sample-campaign';
import { createTestContext, type TestContext } from '../../support/database';
import { accept, confirm, confirmation, invite, inviteForm } from '../../support/invitation';
import { createLetter, slug, waitingMails } from '../../support/letter';

const inviter = 'inviter@desk.example';

let test$: TestContext;
let ctx: Context;
let letterId: string;
let actor: Actor;

beforeEach(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
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
        actor: inviter,
        action: 'endorsement.approved',
        objectId: endorsement?.id,
        details: { basis: 'invitation', invitation: id },
      },
      { actor: inviter, action: 'endorsement.invited', objectId: id },
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
    expect(approval).toMatchObject({ actor: 'system', details: { invitation: id } });
    expect(entries.find(({ action }) => action === 'endorsement.invited')?.actor).toBe('operator');
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

describe('an organiser', () => {
  const send = (typed = {}, letter = slug) =>
    inviteOrganisation(ctx, { slug: letter, form: inviteForm(typed), actor });

  test('sends a mail that names the letter’s host and no organiser', async () => {
    await send({ representative: 'Han Ji-woo' });
    const [mail] = await waitingMails(ctx, 'invite-endorsement');
    const text = sampleCampaign.letterTexts.ko;
    expect(mail?.to).toBe('office@citizens.example');
    expect(mail?.props).toMatchObject({
      host: text.letterhead.name,
      addressee: text.addresseeShort,
      representative: 'Han Ji-woo',
    });
    expect(JSON.stringify(mail)).not.toMatch(/desk\.example|3 March/);
  });

  test('sees whom they invited, with the mailbox masked, and what came of it', async () => {
    await send({ representative: 'Han Ji-woo' });
    expect(await onlyInvitation()).toMatchObject({
      emailMasked: 'o•••@citizens.example',
      note: 'Met the director on 3 March',
      state: 'live',
      endorsementState: null,
      mayWithdraw: true,
      invitedBy: inviter,
    });
    const [mail] = await waitingMails(ctx, 'invite-endorsement');
    await accept(ctx, mail?.props.invitationToken ?? '');
    const used = { state: 'used', endorsementState: 'unconfirmed', mayWithdraw: true };
    expect(await onlyInvitation()).toMatchObject(used);
    await confirm(ctx);
    const done = { state: 'used', endorsementState: 'approved', mayWithdraw: false };
    expect(await onlyInvitation()).toMatchObject(done);
  });

  test('of another letter neither sees an invitation nor withdraws it', async () => {
    const { id, token } = await invite(ctx, actor);
    expect(await onlyInvitation('another-letter')).toBeUndefined();
    for (const letter of ['another-letter', 'no-letter']) {
      const input = { slug: letter, id, actor };
      expect(await withdrawInvitation(ctx, input)).toMatchObject({ reason: 'not-found' });
    }
    for (const wrong of ['x', '00000000-0000-0000-0000-000000000000']) {
      const input = { slug, id: wrong, actor };
      expect(await withdrawInvitation(ctx, input)).toMatchObject({ reason: 'not-found' });
    }
    expect(await readInvitation(ctx, { token })).toMatchObject({ ok: true });
    expect(await listInvitations(ctx, { slug: 'no-letter' })).toMatchObject({ ok: false });
  });

  test('withdraws once, and not what was confirmed or has run out', async () => {
    const first = await invite(ctx, actor);
    const withdraw = (id: string) => withdrawInvitation(ctx, { slug, id, actor });
    expect(await withdraw(first.id)).toEqual({ ok: true });
    expect(await withdraw(first.id)).toEqual({ ok: false, reason: 'ended' });
    const second = await invite(ctx, actor);
    await accept(ctx, second.token);
    await confirm(ctx);
    expect(await withdraw(second.id)).toEqual({ ok: false, reason: 'ended' });
    expect(await shown()).toHaveLength(1);
    const third = await invite(ctx, actor, { email: 'third@citizens.example' });
    await endInvitations(-1);
    expect(await withdraw(third.id)).toEqual({ ok: false, reason: 'ended' });
    const { entries } = await listAudit(ctx, { slug });
    const written = entries.filter(({ action }) => action === 'endorsement-invitation.withdrawn');
    expect(written).toMatchObject([{ actor: inviter, objectId: first.id }]);
  });

  test('cannot invite one mailbox twice while it may still answer, also not at once', async () => {
    const spellings = ['office', 'OFFICE', 'Office', 'office+a', 'office+b', 'oFFICE'];
    const answers = await Promise.all(
      spellings.map((name) => send({ email: `${name}@citizens.example` })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await send()).toEqual({ ok: false, reason: 'already-invited' });
    expect(await waitingMails(ctx, 'invite-endorsement')).toHaveLength(1);
    expect(await send({}, 'another-letter')).toMatchObject({ ok: true });
    await endInvitations(-1);
    expect(await send()).toMatchObject({ ok: true });
  });

  test.each(['not-me', 'bounced'] as const)(
    'is told that a mailbox takes no mail (%s), and nothing is stored',
    async (reason) => {
      const recipientIndex = recipientIndexOf(ctx, 'office@citizens.example');
      await ctx.db.transaction().execute((trx) =>
        upsertSuppression(trx, {
          recipientIndex,
          letterId: null,
          reason,
          detail: null,
          validFor: null,
        }),
      );
      expect(await send()).toEqual({ ok: false, reason: 'mailbox-refused' });
      expect(await onlyInvitation()).toBeUndefined();
      expect(await waitingMails(ctx, 'invite-endorsement')).toEqual([]);
      expect((await listAudit(ctx, { slug })).entries).toEqual([]);
    },
  );

  test('sends one mailbox at most three invitations a day, whatever it signs', async () => {
    for (const _time of [1, 2, 3]) {
      const { id } = await invite(ctx, actor);
      await withdrawInvitation(ctx, { slug, id, actor });
    }
    expect(await send()).toEqual({ ok: false, reason: 'mailbox-refused' });
  });

  test('cannot invite to a letter that is closed, a draft, or none', async () => {
    const letters = ctx.db.updateTable('letters').where('id', '=', letterId);
    expect(await send({}, 'no-letter')).toEqual({ ok: false, reason: 'not-found' });
    for (const state of ['closed', 'draft']) {
      await letters.set({ state }).execute();
      expect(await send()).toEqual({ ok: false, reason: 'closed' });
    }
    await letters.set({ state: 'open' }).execute();
    await moveEndOfLetter(-1);
    expect(await send()).toEqual({ ok: false, reason: 'closed' });
    expect(await waitingMails(ctx, 'invite-endorsement')).toEqual([]);
  });

  test('hears at each field what is wrong with it', () => {
    const wrong = inviteFormSchema.safeParse({
      email: 'nobody',
      locale: 'de',
      website: 'not a site',
      country: 'ZZ',
      foundingPosition: '0',
    });
    const codes = wrong.error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
    expect(codes).toEqual([
      'organisation: organisation-empty',
      'organisationEn: organisation-en-empty',
      'email: email-format',
      'locale: locale-missing',
      'note: note-empty',
      'country: country-unknown',
      'website: website-format',
      'foundingPosition: founding-position-format',
    ]);
    expect(inviteForm({ note: 'x'.repeat(500) }).note).toHaveLength(500);
    expect(() => inviteForm({ note: 'x'.repeat(501) })).toThrow('note-too-long');
  });
});
