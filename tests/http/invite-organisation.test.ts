import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { listInvitations } from '~/domain/endorsements/list-invitations.server';
import * as endorsementsRoute from '~/routes/organise.letters.$slug.endorsements';
import * as invitationsRoute from '~/routes/organise.letters.$slug.invitations';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { endorse } from '../support/endorsed';
import { accept, confirm, invite } from '../support/invitation';
import { createLetter, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';

const path = `/organise/letters/${slug}/invitations`;
const filled = {
  intent: 'invite',
  organisation: 'Громадська рада',
  organisationEn: 'Civic Council',
  email: 'office@council.example',
  locale: 'uk',
  note: 'Met the director on 3 March',
  representative: '',
  website: '',
  country: '',
  foundingPosition: '2',
};

const actor = { kind: 'operator' } as const;

let test$: TestContext;
let ctx: Context;
let pages: ReturnType<typeof servePages>;
const sessions = new Map<string, string>();

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  pages = servePages(ctx, {
    'organise/letters/:slug/invitations': invitationsRoute,
    'organise/letters/:slug/endorsements': endorsementsRoute,
  });
  await createLetter(ctx);
  await createLetter(ctx, 'another-letter');
  for (const role of ['moderator', 'exporter', 'auditor'] as const) {
    sessions.set(role, await openSession(ctx, role));
  }
});
afterAll(() => test$.drop());

beforeEach(async () => {
  await ctx.db.deleteFrom('endorsement_invitations').execute();
  await ctx.db.deleteFrom('endorsements').execute();
  await ctx.db.deleteFrom('messages').execute();
});

function open(address = path, role = 'moderator') {
  const headers = { Cookie: `undersigned=${sessions.get(role)}` };
  return pages(address, { headers });
}

function send(fields: Record<string, string>, address = path, role = 'moderator') {
  const headers = { Cookie: `undersigned=${sessions.get(role)}` };
  return pages(address, { method: 'POST', headers, body: new URLSearchParams(fields) });
}

async function listed() {
  const found = await listInvitations(ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return found.invitations;
}

describe('an organiser without JavaScript', () => {
  test('invites, sees the invitation in the table, and takes it back', async () => {
    const sent = await send(filled);
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${path}?sent`]);
    const [mail] = await waitingMails(ctx, 'invite-endorsement');
    expect(mail).toMatchObject({ to: filled.email, props: { locale: 'uk' } });
    const html = await (await open(`${path}?sent`)).text();
    for (const word of [
      'Громадська рада',
      'Civic Council',
      'o•••@council.example',
      'not answered',
    ]) {
      expect(html).toContain(word);
    }
    expect(html).toContain('The invitation is on its way');
    expect(html).not.toContain(filled.email);
    const [invitation] = await listed();
    expect(invitation).toMatchObject({ invitedBy: 'moderator@desk.example', foundingPosition: 2 });
    const withdrawing = { intent: 'withdraw', id: invitation?.id ?? '' };
    expect(html).toContain(`name="id" value="${withdrawing.id}"`);
    expect((await send(withdrawing)).headers.get('Location')).toBe(`${path}?withdrawn`);
    expect((await listed())[0]?.state).toBe('withdrawn');
    expect((await send(withdrawing)).headers.get('Location')).toBe(`${path}?ended`);
    expect(await (await open(`${path}?ended`)).text()).not.toContain('value="withdraw"');
  });

  test('finds every fault named at its field, the first one linked, and all input kept', async () => {
    const answer = await send({ ...filled, email: 'nobody', note: '', website: 'no site' });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const html = await answer.text();
    expect(html).toMatch(/<title>Error: Invitations/);
    expect(html).toContain('<a href="#invite-email">');
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(3);
    expect(html).toContain('value="Громадська рада"');
    expect(html).toContain('value="no site"');
    expect(html).toContain('<option value="uk" selected="">');
    expect(await listed()).toEqual([]);
  });

  test('is told that a mailbox is invited already, with the form as it was', async () => {
    await send(filled);
    const answer = await send({ ...filled, note: 'Asked by telephone' });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain('already holds an invitation');
    expect(html).toContain('Asked by telephone');
    expect(await listed()).toHaveLength(1);
  });

  test('is led to the organisation that stands there already, with the form as it was', async () => {
    const waiting = await endorse(ctx, {
      organisation: 'Громадська рада',
      email: 'office@other.example',
    });
    const answer = await send({ ...filled, note: 'Asked by telephone' });
    const html = await answer.text();
    expect(answer.status).toBe(409);
    expect(html).toContain('“Громадська рада” stands under this letter already');
    expect(html).toContain('href="#invite-organisation"');
    const queue = `/organise/letters/${slug}/endorsements?state=waiting`;
    expect(html).toContain(`<a href="${queue}">Look at its endorsement</a>`);
    expect(html).toContain('Asked by telephone');

    await approveEndorsement(ctx, { id: waiting.id, actor, authorityBasis: 'known-contact' });
    const named = { organisation: 'Інша рада', organisationEn: 'Another Council' };
    const byMailbox = await send({ ...filled, ...named, email: 'OFFICE+x@other.example' });
    const approved = await byMailbox.text();
    expect(byMailbox.status).toBe(409);
    expect(approved).toContain('This mailbox speaks for it');
    expect(approved).toContain(`?state=approved#organisation-${waiting.id}"`);
    const list = await (await open(queue.replace('waiting', 'approved'))).text();
    expect(list).toContain(`id="organisation-${waiting.id}"`);
    expect(await waitingMails(ctx, 'invite-endorsement')).toEqual([]);
    expect(await listed()).toEqual([]);
  });

  test('cannot take back through another letter, and sends no other intent', async () => {
    await send(filled);
    const [invitation] = await listed();
    const withdrawing = { intent: 'withdraw', id: invitation?.id ?? '' };
    const elsewhere = '/organise/letters/another-letter/invitations';
    expect((await send(withdrawing, elsewhere)).status).toBe(404);
    expect((await send({ ...filled, intent: 'erase' })).status).toBe(404);
    expect((await send(filled, '/organise/letters/no-letter/invitations')).status).toBe(404);
    expect((await listed()).map(({ state }) => state)).toEqual(['live']);
  });
});

test.each(['exporter', 'auditor'])('an %s neither sees invitations nor sends one', async (role) => {
  expect((await open(path, role)).status).toBe(403);
  expect((await send(filled, path, role)).status).toBe(403);
  expect(await listed()).toEqual([]);
});

test.each([
  [
    'another mailbox',
    { email: 'me@private.example' },
    'came through an invitation to another mailbox',
  ],
  ['another name', { organisation: 'Інша рада' }, 'came through an invitation with another name'],
  [
    'another mailbox and name',
    { email: 'me@private.example', organisationEn: 'Others' },
    'came through an invitation to another mailbox and with another name',
  ],
])('who decides about an endorsement from %s is told so', async (_what, typed, words) => {
  const { token } = await invite(ctx, { kind: 'operator' });
  await accept(ctx, token, typed);
  await confirm(ctx, (typed as { email?: string }).email);
  const queue = `/organise/letters/${slug}/endorsements`;
  await send({ intent: 'next' }, queue);
  const html = await (await open(queue)).text();
  expect(html.replaceAll('<!-- -->', '')).toContain(words);
});

test('who reads what was approved sees that it came through an invitation', async () => {
  const { token } = await invite(ctx, { kind: 'operator' });
  await accept(ctx, token);
  await confirm(ctx);
  const html = await (await open(`/organise/letters/${slug}/endorsements?state=approved`)).text();
  expect(html).toContain('Good sign: it came through an invitation.');
  expect(html).toContain('Invited by the coordinator');
});
