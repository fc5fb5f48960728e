import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerAuthorityCheck } from '~/domain/endorsements/answer-authority-check.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { askForMailbox } from '~/domain/endorsements/ask-for-mailbox.server';
import { askPublishedContact } from '~/domain/endorsements/ask-published-contact.server';
import { declineEndorsement } from '~/domain/endorsements/decline-endorsement.server';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { readAuthorityCheck } from '~/domain/endorsements/read-authority-check.server';
import { readDecisionQueue } from '~/domain/endorsements/read-decision-queue.server';
import { takeEndorsement } from '~/domain/endorsements/take-endorsement.server';
import { updateContact } from '~/domain/endorsements/update-contact.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { readDeskLetter } from '~/domain/letters/read-desk-letter.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { days } from '~/primitives/duration';
import { createTestContext, type TestContext } from '../../support/database';
import { type Endorsed, endorse } from '../../support/endorsed';
import { createLetter, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
let mine: Endorsed;
let site: string;
let organiserId: string;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
  const added = await test$.ctx.db
    .insertInto('organisers')
    .values({
      email_index: Buffer.from(randomUUID()),
      sealed: Buffer.alloc(1),
      role: 'moderator',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  organiserId = added.id;
});
afterAll(() => test$.drop());

beforeEach(async () => {
  await test$.ctx.db.deleteFrom('messages').execute();
  await test$.ctx.db.deleteFrom('endorsements').execute();
  mine = await endorse(test$.ctx, {}, { locale: 'ko' });
  site = mine.email.slice(mine.email.indexOf('@') + 1);
});

function ask(given: Partial<Parameters<typeof askPublishedContact>[1]> = {}) {
  const email = `info@${site}`;
  const source = `https://www.${site}/contact`;
  return askPublishedContact(test$.ctx, { id: mine.id, slug, actor, email, source, ...given });
}

async function asked() {
  const mails = await waitingMails(test$.ctx, 'authority-check');
  const mail = mails.at(-1);
  if (!mail) throw new Error('nobody was asked');
  return mail;
}

async function answer(answer: 'yes' | 'no', note = '') {
  const token = (await asked()).props.checkToken;
  return answerAuthorityCheck(test$.ctx, { token, answer, note });
}

async function card(id = mine.id) {
  const listed = await listEndorsements(test$.ctx, { slug });
  const found = listed.ok && listed.endorsements.find((one) => one.id === id);
  if (!found) throw new Error('no such endorsement');
  return found;
}

async function stateOf(token: string) {
  const found = await readAuthorityCheck(test$.ctx, { token });
  return found.ok ? found.check.state : found.reason;
}

const approve = (authorityBasis: 'published-contact' | 'known-contact') =>
  approveEndorsement(test$.ctx, { id: mine.id, slug, actor, authorityBasis });

describe('the contact that an organisation publishes', () => {
  test('is asked in its language who signed for it, and its answer stands beside the organisation', async () => {
    expect(await ask()).toEqual({ ok: true });
    const mail = await asked();
    expect(mail).toMatchObject({
      to: `info@${site}`,
      props: { locale: 'ko', representative: 'Han Ji-woo', role: 'Director' },
    });
    const read = await readAuthorityCheck(test$.ctx, { token: mail.props.checkToken });
    expect(read).toMatchObject({ check: { state: 'open', representative: 'Han Ji-woo' } });
    expect((await card()).checks).toMatchObject([
      { email: `info@${site}`, place: 'website', state: 'open', answer: null },
    ]);
    expect(await answer('no', ' Nobody\u200b here knows him ')).toEqual({
      ok: true,
      state: 'answered',
    });
    expect((await card()).checks).toMatchObject([
      { state: 'answered', answer: 'no', note: 'Nobody here knows him' },
    ]);
  });

  test('answers once; what it or a scanner sends afterwards changes nothing', async () => {
    await ask();
    const answers = await Promise.all([answer('yes', 'first'), answer('yes', 'first')]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await answer('no', 'second')).toEqual({ ok: true, state: 'answered' });
    expect((await card()).checks).toMatchObject([{ answer: 'yes', note: 'first' }]);
    const entries = await test$.ctx.db
      .selectFrom('audit_entries')
      .select(['action', 'details'])
      .where('object_id', '=', mine.id)
      .where('action', 'like', '%check%')
      .execute();
    const [{ id = '' } = {}] = (await card()).checks;
    expect(entries).toEqual([
      { action: 'endorsement.check-asked', details: { check: id, place: 'website' } },
      { action: 'endorsement.check-answered', details: { check: id, answer: 'yes' } },
    ]);
  });

  test('is told what was asked, though the organisation names somebody else meanwhile', async () => {
    await ask();
    const form = { representative: 'Somebody Else', role: 'Chair', showRepresentative: false };
    await updateContact(test$.ctx, { token: mine.token, form });
    const { checkToken: token } = (await asked()).props;
    const read = await readAuthorityCheck(test$.ctx, { token });
    expect(read).toMatchObject({ check: { representative: 'Han Ji-woo' } });
  });

  test.each(['approve', 'decline', 'withdraw'])(
    'is not needed any more after somebody did %s',
    async (what) => {
      await ask();
      const { checkToken: token } = (await asked()).props;
      if (what === 'approve') await approve('known-contact');
      if (what === 'withdraw') await withdrawEndorsement(test$.ctx, { token: mine.token });
      if (what === 'decline') {
        await declineEndorsement(test$.ctx, { id: mine.id, actor, reason: 'No' });
      }
      expect(await stateOf(token)).toBe('ended');
      expect(await answer('yes')).toEqual({ ok: true, state: 'ended' });
      expect((await card()).checks).toMatchObject([{ answer: null }]);
    },
  );

  test('answers nothing after fourteen days, and may be asked again', async () => {
    await ask();
    const { checkToken: token } = (await asked()).props;
    await test$.ctx.db
      .updateTable('endorsement_checks')
      .set({ expires_at: new Date(0) })
      .execute();
    expect(await stateOf(token)).toBe('expired');
    expect(await answer('yes')).toEqual({ ok: true, state: 'expired' });
    expect((await card()).checks).toMatchObject([{ answer: null, state: 'expired' }]);
    expect(await ask()).toEqual({ ok: true });
  });

  test('keeps its words when they are too long, and an unknown link takes none', async () => {
    await ask();
    expect(await answer('no', 'x'.repeat(1001))).toEqual({ ok: false, reason: 'note-too-long' });
    expect((await card()).checks).toMatchObject([{ state: 'open' }]);
    const unknown = { token: mine.token, answer: 'yes', note: '' } as const;
    expect(await answerAuthorityCheck(test$.ctx, unknown)).toMatchObject({ reason: 'unknown' });
  });
});

describe('a reviewer', () => {
  test('cannot ask the person who signed, however the address is written', async () => {
    for (const email of [mine.email, mine.email.toUpperCase(), mine.email.replace('@', '+b@')]) {
      expect(await ask({ email })).toEqual({ ok: false, reason: 'own-mailbox' });
    }
    await askForMailbox(test$.ctx, { token: mine.token, email: `info@${site}` });
    expect(await ask()).toEqual({ ok: false, reason: 'own-mailbox' });
    expect(await waitingMails(test$.ctx, 'authority-check')).toEqual([]);
  });

  test.each([
    ['', 'source-format'],
    ['javascript:alert(1)', 'source-format'],
    ['http://SITE/contact', 'source-format'],
    ['https://user@SITE/contact', 'source-format'],
    ['https://SITE.evil.example/contact', 'source-elsewhere'],
    ['https://evilSITE/contact', 'source-elsewhere'],
    ['https://elsewhere.example/contact', 'source-elsewhere'],
  ])(
    'has to say where on the organisation’s own site the address is: not %j',
    async (typed, reason) => {
      expect(await ask({ source: typed.replace('SITE', site) })).toEqual({ ok: false, reason });
    },
  );

  test.each([
    ['info@SITE', 'website'],
    ['info@mail.SITE', 'website'],
    ['the.organisation@gmail.com', 'free-mail'],
    ['info@another.example', 'elsewhere'],
  ])('sees where %s stands to the website', async (email, place) => {
    await ask({ email: email.replace('SITE', site) });
    expect((await card()).checks).toMatchObject([{ place }]);
  });

  test('asks one contact at a time, about what waits, on the own letter', async () => {
    expect(await ask({ email: 'nonsense' })).toMatchObject({ reason: 'contact-format' });
    expect(await ask({ slug: 'another-letter' })).toMatchObject({ reason: 'not-found' });
    expect(await ask({ id: 'x' })).toMatchObject({ reason: 'not-found' });
    expect(await ask()).toEqual({ ok: true });
    expect(await ask({ email: `other@${site}` })).toMatchObject({ reason: 'already-checking' });
    await approve('known-contact');
    expect(await ask()).toMatchObject({ reason: 'not-waiting' });
    expect(await waitingMails(test$.ctx, 'authority-check')).toHaveLength(1);
  });

  test('may approve on the word of the contact only after a Yes, and that is kept', async () => {
    expect(await approve('published-contact')).toEqual({ ok: false, reason: 'not-vouched' });
    await ask();
    expect(await approve('published-contact')).toEqual({ ok: false, reason: 'not-vouched' });
    await answer('yes');
    expect(await approve('published-contact')).toEqual({ ok: true });
    const { checks, authorityBasis } = await card();
    expect(authorityBasis).toBe('published-contact');
    const { details } = await test$.ctx.db
      .selectFrom('audit_entries')
      .select('details')
      .where('object_id', '=', mine.id)
      .where('action', '=', 'endorsement.approved')
      .executeTakeFirstOrThrow();
    expect(details).toMatchObject({ basis: 'published-contact', check: checks[0]?.id });
  });

  test('gets what was denied before everything else, and what is being asked last', async () => {
    const second = await endorse(test$.ctx);
    const third = await endorse(test$.ctx);
    const take = async () => {
      const stand = { slug, organiserId, from: null, towards: 'next' } as const;
      const taking = await takeEndorsement(test$.ctx, stand);
      return taking.ok ? taking.taken : null;
    };
    await ask();
    expect(await take()).toBe(second.id);
    const other = third.email.slice(third.email.indexOf('@') + 1);
    await ask({ id: third.id, email: `info@${other}`, source: `https://${other}/` });
    await answer('no');
    expect(await take()).toBe(third.id);
    const read = await readDecisionQueue(test$.ctx, { slug, organiserId });
    expect(read).toMatchObject({ queue: { mine: { place: 1 }, waiting: 3 } });
    const desk = await readDeskLetter(test$.ctx, { slug });
    expect(desk).toMatchObject({ counts: { endorsementsDenied: 1, endorsementsWaiting: 3 } });
  });
});

describe('the address of a contact', () => {
  const age = () =>
    test$.ctx.db
      .updateTable('endorsement_checks')
      .set({ ended_at: new Date(Date.now() - days(31)) })
      .where('ended_at', 'is not', null)
      .execute();
  const count = async () =>
    (await test$.ctx.db.selectFrom('endorsement_checks').select('id').execute()).length;

  test('goes thirty days after the decision, not before', async () => {
    await ask();
    await answer('yes');
    await runRetention(test$.ctx, { actor });
    await approve('known-contact');
    await runRetention(test$.ctx, { actor });
    expect(await count()).toBe(1);
    await age();
    await runRetention(test$.ctx, { actor });
    expect(await count()).toBe(0);
  });

  test('stays with the approval that rests on it, until the representative’s address goes', async () => {
    await ask();
    await answer('yes');
    await approve('published-contact');
    await age();
    await runRetention(test$.ctx, { actor });
    expect(await count()).toBe(1);
    await test$.ctx.db
      .updateTable('letters')
      .set({ closes_at: new Date(Date.now() - days(400)) })
      .where('slug', '=', slug)
      .execute();
    await runRetention(test$.ctx, { actor });
    expect(await count()).toBe(0);
    await test$.ctx.db.updateTable('letters').set({ closes_at: null }).execute();
  });
});
