import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { upsertSuppression } from '~/db/suppressions.server';
import { listAudit } from '~/domain/audit/list-audit.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { declineEndorsement } from '~/domain/endorsements/decline-endorsement.server';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import { inviteFormSchema } from '~/domain/endorsements/invitation';
import { inviteOrganisation } from '~/domain/endorsements/invite-organisation.server';
import { listInvitations } from '~/domain/endorsements/list-invitations.server';
import { readInvitation } from '~/domain/endorsements/read-invitation.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { withdrawInvitation } from '~/domain/endorsements/withdraw-invitation.server';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import { recipientIndexOf } from '~/domain/messages/recipient-index.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import type { Actor } from '~/domain/organisers/organiser';
import { sampleCampaign } from '~/sample/sample-campaign';
import { createTestContext, type TestContext } from '../../support/database';
import { endorse } from '../../support/endorsed';
import { endorseForm } from '../../support/endorsement';
import { accept, confirm, invite, inviteForm } from '../../support/invitation';
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
    const third = await invite(ctx, actor, {
      email: 'third@other.example',
      organisation: 'Інша рада',
      organisationEn: 'Other Council',
    });
    await endInvitations(-1);
    expect(await withdraw(third.id)).toEqual({ ok: false, reason: 'ended' });
    const { entries } = await listAudit(ctx, { slug });
    const written = entries.filter(({ action }) => action === 'endorsement-invitation.withdrawn');
    expect(written).toMatchObject([{ actor: { email: 'i•••@desk.example' }, objectId: first.id }]);
  });

  test.each([
    ['its name in Latin letters that look Cyrillic', { organisation: 'Рада' }, 'Paдa'],
    ['its name in English, in capitals', { organisationEn: 'CIVIC COUNCIL' }, 'Civic Council'],
    ['its name in another language', { organisation: '시민회' }, '시민회'],
  ])('cannot invite what stands there already, told by %s', async (_how, typed, name) => {
    const names = { organisation: name, organisationEn: name, nameKo: name };
    const { id } = await endorse(ctx, names);
    const form = { organisation: 'X', organisationEn: 'X', email: 'x@x.example', ...typed };
    const endorsed = { id, organisation: name, state: 'waiting', by: 'name' };
    expect(await send(form)).toEqual({ ok: false, reason: 'already-endorsed', endorsed });
    await approveEndorsement(ctx, { id, actor, authorityBasis: 'known-contact' });
    expect(await send(form)).toMatchObject({ endorsed: { state: 'approved' } });
    expect(await send(form, 'another-letter')).toMatchObject({ ok: true });
  });

  test('may invite anew who withdrew, was declined, or never confirmed', async () => {
    const withdrawn = await endorse(ctx, { email: 'a@citizens.example' });
    await withdrawEndorsement(ctx, { token: withdrawn.token });
    const declined = await endorse(ctx, { email: 'b@citizens.example' });
    await declineEndorsement(ctx, { id: declined.id, actor, reason: 'Not now' });
    const unconfirmed = endorseForm({ email: 'c@citizens.example' });
    await endorseLetter(ctx, { slug, locale: 'en', form: unconfirmed, logo: null });
    for (const name of ['a', 'b', 'c']) {
      expect(await send({ email: `${name}@citizens.example` })).toMatchObject({ ok: true });
    }
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
