import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { declineEndorsement } from '~/domain/endorsements/decline-endorsement.server';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { readLogo } from '~/domain/endorsements/read-logo.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
const locale = 'ko' as const;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
afterAll(() => test$.drop());

function endorseForm(typed: Record<string, string> = {}) {
  return endorseFormSchema.parse({
    organisation: '북한인권시민모임',
    organisationEn: 'Citizens for Rights',
    country: 'kr',
    website: 'citizens.example',
    representative: 'Han Ji-woo',
    role: 'Director',
    email: 'han@citizens.example',
    showRepresentative: 'no',
    authorised: 'on',
    ...typed,
  });
}

async function shownOrganisations() {
  const found = await readLetterPage(test$.ctx, { slug, locale });
  if (!found.ok) throw new Error(found.reason);
  return found.page.endorsements;
}

async function endorseAndConfirm(typed: Record<string, string>, logo: Buffer | null = null) {
  const form = endorseForm(typed);
  expect(await endorseLetter(test$.ctx, { slug, locale, form, logo })).toMatchObject({ ok: true });
  const mail = (await waitingMails(test$.ctx, 'confirm-endorsement')).find(
    ({ to }) => to === form.email,
  );
  if (!mail) throw new Error('no mail to the representative');
  const before = await listEndorsements(test$.ctx, { slug, state: 'waiting' });
  expect(before.ok && before.endorsements.some(({ email }) => email === form.email)).toBe(false);
  const token = mail.props.confirmToken;
  expect(await confirmToken(test$.ctx, { token })).toMatchObject({ subject: 'endorsement' });
  const waiting = await listEndorsements(test$.ctx, { slug, state: 'waiting' });
  const found = waiting.ok && waiting.endorsements.find(({ email }) => email === form.email);
  if (!found) throw new Error('the endorsement does not wait');
  return { endorsement: found, manageToken: mail.props.manageToken };
}

describe('an organisation', () => {
  test('is named only after the mail was confirmed and an organiser approved, its person by consent', async () => {
    const { endorsement, manageToken } = await endorseAndConfirm({});
    expect(await shownOrganisations()).toEqual([]);
    expect(endorsement.signals).toEqual({ domainMatches: true, freeMail: false });
    const decision = { id: endorsement.id, actor, authorityBasis: 'domain-match' as const };
    const other = { ...decision, slug: 'another-letter' };
    expect(await approveEndorsement(test$.ctx, other)).toMatchObject({ reason: 'not-found' });
    expect(await approveEndorsement(test$.ctx, decision)).toEqual({ ok: true });
    expect(await approveEndorsement(test$.ctx, decision)).toMatchObject({ reason: 'not-waiting' });
    expect(await shownOrganisations()).toMatchObject([
      { organisation: '북한인권시민모임', representative: null, role: null },
    ]);
    expect(await waitingMails(test$.ctx, 'endorsement-approved')).toHaveLength(1);
    expect(await withdrawEndorsement(test$.ctx, { token: manageToken })).toEqual({ ok: true });
    expect(await shownOrganisations()).toEqual([]);
  });

  test('that is declined learns why and is named nowhere', async () => {
    const { endorsement } = await endorseAndConfirm({ email: 'no@citizens.example' });
    const input = { id: endorsement.id, actor };
    expect(await declineEndorsement(test$.ctx, { ...input, reason: ' ' })).toMatchObject({
      reason: 'reason-missing',
    });
    expect(await declineEndorsement(test$.ctx, { ...input, reason: 'No authority' })).toEqual({
      ok: true,
    });
    expect(await shownOrganisations()).toEqual([]);
    const [mail] = await waitingMails(test$.ctx, 'endorsement-declined');
    expect(mail?.props.reason).toBe('No authority');
  });

  test('has its logo encoded anew, and shown only after approval', async () => {
    const picture = {
      create: { width: 900, height: 300, channels: 3, background: '#123456' },
    } as const;
    const upload = await sharp(picture)
      .jpeg()
      .withExif({ IFD0: { Copyright: 'canary' } })
      .toBuffer();
    const { endorsement } = await endorseAndConfirm({ email: 'logo@citizens.example' }, upload);
    const { hash } = await test$.ctx.db
      .selectFrom('logos')
      .select('hash')
      .executeTakeFirstOrThrow();
    expect(await readLogo(test$.ctx, { hash })).toMatchObject({ ok: false });
    await approveEndorsement(test$.ctx, {
      id: endorsement.id,
      actor,
      authorityBasis: 'known-contact',
    });
    const logo = await readLogo(test$.ctx, { hash });
    if (!logo.ok) throw new Error(logo.reason);
    expect(logo.png.includes('canary')).toBe(false);
    expect(await sharp(logo.png).metadata()).toMatchObject({
      format: 'png',
      width: 320,
      height: 107,
    });
  });

  test.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'logo-unreadable'],
    ['a broken PNG', Buffer.from('89504e470d0a1a0a00000000', 'hex'), 'logo-unreadable'],
  ])('is told that %s cannot be used, and nothing is stored', async (_what, logo, reason) => {
    const form = endorseForm({ email: 'svg@citizens.example' });
    expect(await endorseLetter(test$.ctx, { slug, locale, form, logo })).toEqual({
      ok: false,
      reason,
    });
  });

  test('of an id that does not exist, whatever its shape, is not found', async () => {
    for (const id of [randomUUID(), 'x', '']) {
      const input = { id, actor, authorityBasis: 'invitation' as const };
      expect(await approveEndorsement(test$.ctx, input)).toMatchObject({ reason: 'not-found' });
    }
  });
});
