import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockEndorsements } from '~/db/erased-contacts.server';
import { upsertSuppression } from '~/db/suppressions.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { askForMailbox } from '~/domain/endorsements/ask-for-mailbox.server';
import { confirmMailbox } from '~/domain/endorsements/confirm-mailbox.server';
import {
  type DecideMailboxInput,
  decideMailboxChange,
} from '~/domain/endorsements/decide-mailbox-change.server';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { listMailboxChanges } from '~/domain/endorsements/list-mailbox-changes.server';
import { readMailboxChange } from '~/domain/endorsements/read-mailbox-change.server';
import { readMyEndorsement } from '~/domain/endorsements/read-my-endorsement.server';
import { readNewsList } from '~/domain/endorsements/read-news-list.server';
import { sendNewsList } from '~/domain/endorsements/send-news-list.server';
import { stopMailboxChange } from '~/domain/endorsements/stop-mailbox-change.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { recipientIndexOf } from '~/domain/messages/recipient-index.server';
import { eraseRepresentativeContacts } from '~/domain/retention/erase-contacts.server';
import { createTestContext, type TestContext } from '../../support/database';
import { type Endorsed, endorse, endorseAndApprove } from '../../support/endorsed';
import { createLetter, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
let mine: Endorsed;
let domain: string;
const actor = { kind: 'operator' } as const;
const accept = { accept: true } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
afterAll(() => test$.drop());

beforeEach(async () => {
  await test$.ctx.db.deleteFrom('messages').execute();
  mine = await endorseAndApprove(test$.ctx, {}, { locale: 'uk' });
  domain = mine.email.slice(mine.email.indexOf('@') + 1);
});

const ask = (email: string, token = mine.token) => askForMailbox(test$.ctx, { token, email });

/** The newest mail of a kind to a mailbox. */
async function mailTo<Kind extends Parameters<typeof waitingMails>[1]>(kind: Kind, to: string) {
  const mails = await waitingMails(test$.ctx, kind);
  return mails.findLast((mail) => mail.to === to)?.props;
}

async function confirm(email: string) {
  const mail = await mailTo('confirm-mailbox', email);
  return confirmMailbox(test$.ctx, { token: mail?.confirmToken ?? '' });
}

async function stop(email = mine.email) {
  const mail = await mailTo('mailbox-change-asked', email);
  return stopMailboxChange(test$.ctx, { token: mail?.stopToken ?? '', by: 'stop' });
}

async function mailbox(id = mine.id): Promise<string> {
  const listed = await listEndorsements(test$.ctx, { slug });
  if (!listed.ok) throw new Error(listed.reason);
  return listed.endorsements.find((one) => one.id === id)?.email ?? 'none';
}

async function waiting() {
  const listed = await listMailboxChanges(test$.ctx, { slug });
  if (!listed.ok) throw new Error(listed.reason);
  return listed.mailboxes.find(({ id }) => id === mine.id);
}

async function decide(
  decision: DecideMailboxInput['decision'],
  given: Partial<DecideMailboxInput> = {},
) {
  const seen = (await waiting())?.changeId ?? '';
  return decideMailboxChange(test$.ctx, { id: mine.id, slug, seen, actor, decision, ...given });
}

async function linkOf(token: string) {
  const found = await readMailboxChange(test$.ctx, { token });
  return found.ok ? [found.link.purpose, found.link.state] : found.reason;
}

const works = async (token: string) => (await readMyEndorsement(test$.ctx, { token })).ok;

async function erase(id = mine.id): Promise<void> {
  await test$.ctx.db.transaction().execute(async (trx) => {
    await eraseRepresentativeContacts(test$.ctx, trx, await lockEndorsements(trx, [id]));
  });
}

describe('an organisation that names another mailbox in its own domain', () => {
  test('is asked there, told at the old one, and changes as soon as the new one confirms', async () => {
    const email = `office@${domain}`;
    expect(await ask(email)).toEqual({ ok: true });
    expect(await mailbox()).toBe(mine.email);
    const notice = await mailTo('mailbox-change-asked', mine.email);
    expect(notice).toMatchObject({ locale: 'uk', newMailbox: `o•••@${domain}` });
    expect(notice?.contact.join()).toContain('contact@refuge-letter.example');
    const before = await mailTo('confirm-mailbox', email);
    expect(await linkOf(before?.confirmToken ?? '')).toEqual(['confirm', 'open']);
    expect(await mailbox()).toBe(mine.email);

    expect(await confirm(email)).toEqual({ ok: true });
    expect(await mailbox()).toBe(email);
    expect(await works(mine.token)).toBe(false);
    const accepted = await mailTo('mailbox-accepted', email);
    expect(await works(accepted?.manageToken ?? '')).toBe(true);
    expect(await mailTo('mailbox-changed', mine.email)).toMatchObject({ locale: 'uk' });
    expect(await linkOf(notice?.stopToken ?? '')).toEqual(['stop', 'applied']);
    expect(await stop()).toEqual({ ok: true });
    expect(await mailbox()).toBe(email);
  });

  test('confirms twice and is changed once', async () => {
    const email = `office@${domain}`;
    await ask(email);
    await Promise.all([confirm(email), confirm(email), confirm(email)]);
    expect(await waitingMails(test$.ctx, 'mailbox-accepted')).toHaveLength(1);
    expect(await waitingMails(test$.ctx, 'mailbox-changed')).toHaveLength(1);
  });

  test('leaves the old one no way to the people who want its news', async () => {
    await sendNewsList(test$.ctx, { token: mine.token, network: null });
    const list = await mailTo('news-list', mine.email);
    const token = list?.listToken ?? '';
    expect(await readNewsList(test$.ctx, { token })).toMatchObject({ ok: true });
    const email = `office@${domain}`;
    await ask(email);
    await confirm(email);
    const ended = { ok: false, reason: 'expired' };
    expect(await readNewsList(test$.ctx, { token })).toMatchObject(ended);
  });

  test('finds everything later by the new mailbox, and nothing of the old one in the audit log', async () => {
    const email = `office@${domain}`;
    await ask(email);
    await confirm(email);
    const entries = await test$.ctx.db
      .selectFrom('audit_entries')
      .select(['action', 'details'])
      .where('object_id', '=', mine.id)
      .where('action', 'like', '%mailbox%')
      .orderBy('id')
      .execute();
    expect(entries).toEqual([
      { action: 'endorsement.mailbox-asked', details: {} },
      { action: 'endorsement.mailbox-changed', details: {} },
    ]);
    const { token } = await endorse(test$.ctx);
    await ask(email, token);
    expect(await confirm(email)).toEqual({ ok: false, reason: 'mailbox-taken' });
  });
});

describe('a mailbox in another domain', () => {
  const email = 'office@elsewhere.example';

  test('waits for an organiser, masked and with signals, and everything goes to the old one', async () => {
    await ask(email);
    expect(await waiting()).toBeUndefined();
    expect(await confirm(email)).toEqual({ ok: true });
    expect(await mailbox()).toBe(mine.email);
    expect(await waiting()).toMatchObject({
      before: `h•••@${domain}`,
      after: 'o•••@elsewhere.example',
      state: 'approved',
      signals: { domainMatches: false, freeMail: false },
      beforeTold: true,
    });
    expect(await works(mine.token)).toBe(true);
    expect(await waitingMails(test$.ctx, 'mailbox-accepted')).toEqual([]);

    expect(await decide(accept)).toEqual({ ok: true });
    expect(await mailbox()).toBe(email);
    expect(await works(mine.token)).toBe(false);
    expect(await mailTo('mailbox-accepted', email)).toBeDefined();
    expect(await mailTo('mailbox-changed', mine.email)).toBeDefined();
    expect(await waiting()).toBeUndefined();
    expect(await decide(accept)).toEqual({ ok: false, reason: 'nothing-asked' });
  });

  test('that is declined changes nothing, and both mailboxes read why', async () => {
    const other = 'office@declined.example';
    await ask(other);
    await confirm(other);
    expect(await decide({ accept: false, reason: ' Not\u200b yours ' })).toEqual({ ok: true });
    expect(await mailbox()).toBe(mine.email);
    for (const to of [mine.email, other]) {
      expect(await mailTo('mailbox-declined', to)).toMatchObject({ reason: 'Not yours' });
    }
    expect(await works(mine.token)).toBe(true);
  });

  test('is decided only as it was seen, and not from another letter', async () => {
    await ask('office@first.example');
    await confirm('office@first.example');
    const seen = (await waiting())?.changeId ?? '';
    expect(await decide(accept, { slug: 'another-letter' })).toMatchObject({ reason: 'not-found' });
    expect(await decide(accept, { id: 'x' })).toMatchObject({ reason: 'not-found' });
    await ask('office@second.example');
    expect(await waiting()).toBeUndefined();
    expect(await decide(accept, { seen })).toEqual({ ok: false, reason: 'other-now' });
    const unconfirmed = await test$.ctx.db
      .selectFrom('mailbox_changes')
      .select('id')
      .where('endorsement_id', '=', mine.id)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    expect(await decide(accept, { seen: unconfirmed.id })).toMatchObject({ reason: 'other-now' });
    await confirm('office@second.example');
    expect(await decide(accept, { seen })).toEqual({ ok: false, reason: 'other-now' });
    expect(await mailbox()).toBe(mine.email);
  });

  test('at a provider where anybody has one waits too, though the domain is the same', async () => {
    mine = await endorse(test$.ctx, { email: 'our.office@gmail.com' });
    await ask('thief@gmail.com');
    await confirm('thief@gmail.com');
    expect(await mailbox()).toBe('our.office@gmail.com');
    expect(await waiting()).toMatchObject({ signals: { freeMail: true } });
  });
});

describe('the old mailbox', () => {
  test('stops the change with one press, also when the new one has confirmed', async () => {
    await ask(`office@${domain}`);
    const confirmMail = await mailTo('confirm-mailbox', `office@${domain}`);
    expect(await stop()).toEqual({ ok: true });
    expect(await stop()).toEqual({ ok: true });
    expect(await linkOf(confirmMail?.confirmToken ?? '')).toEqual(['confirm', 'stopped']);
    await confirm(`office@${domain}`);
    expect(await mailbox()).toBe(mine.email);

    await ask('office@elsewhere.example');
    await confirm('office@elsewhere.example');
    await stop();
    expect(await waiting()).toBeUndefined();
    expect(await mailbox()).toBe(mine.email);
    const rows = await test$.ctx.db
      .selectFrom('mailbox_changes')
      .select(['outcome', 'sealed', 'email_index'])
      .where('endorsement_id', '=', mine.id)
      .execute();
    const forgotten = { outcome: 'stopped', sealed: null, email_index: null };
    expect(rows).toEqual([forgotten, forgotten]);
  });

  test('that cannot be told leaves the decision to an organiser, whatever the domain', async () => {
    await test$.ctx.db.transaction().execute((trx) =>
      upsertSuppression(trx, {
        recipientIndex: recipientIndexOf(test$.ctx, mine.email),
        letterId: null,
        reason: 'bounced',
        detail: null,
        validFor: null,
      }),
    );
    await ask(`office@${domain}`);
    expect(await mailTo('mailbox-change-asked', mine.email)).toBeUndefined();
    await confirm(`office@${domain}`);
    expect(await mailbox()).toBe(mine.email);
    expect(await waiting()).toMatchObject({ beforeTold: false });
  });

  test('that was erased is replaced after a decision, and the new one stays', async () => {
    await erase();
    expect(await mailbox()).toBe('');
    await ask(`office@${domain}`);
    await confirm(`office@${domain}`);
    expect(await waiting()).toMatchObject({ before: null, beforeTold: false });
    expect(await decide(accept)).toEqual({ ok: true });
    expect(await mailbox()).toBe(`office@${domain}`);
  });

  test('hears of no more than two changes a day, whatever is tried', async () => {
    expect(await ask('one@elsewhere.example')).toEqual({ ok: true });
    expect(await ask('two@elsewhere.example')).toEqual({ ok: true });
    const third = await ask('three@elsewhere.example');
    expect(third).toEqual({ ok: false, reason: 'email-too-often' });
    expect(await waitingMails(test$.ctx, 'mailbox-change-asked')).toHaveLength(2);
    expect(await waitingMails(test$.ctx, 'confirm-mailbox')).toHaveLength(2);
    const first = await mailTo('confirm-mailbox', 'one@elsewhere.example');
    expect(await linkOf(first?.confirmToken ?? '')).toEqual(['confirm', 'ended']);
  });
});

describe('whoever holds the link', () => {
  test('learns nothing about who else speaks from a mailbox, nor whether it takes mail', async () => {
    const other = await endorse(test$.ctx);
    const silent = 'silent@elsewhere.example';
    await test$.ctx.db.transaction().execute((trx) =>
      upsertSuppression(trx, {
        recipientIndex: recipientIndexOf(test$.ctx, silent),
        letterId: null,
        reason: 'not-me',
        detail: null,
        validFor: null,
      }),
    );
    expect(await ask(other.email)).toEqual({ ok: true });
    expect(await ask(silent)).toEqual({ ok: true });
    expect(await mailTo('confirm-mailbox', silent)).toBeUndefined();
    const read = await readMyEndorsement(test$.ctx, { token: mine.token });
    expect(read).toMatchObject({ endorsement: { mailbox: { email: silent, state: 'open' } } });
  });

  test('takes the change back, and cannot name the mailbox that is there', async () => {
    for (const same of [mine.email, mine.email.toUpperCase(), mine.email.replace('@', '+x@')]) {
      expect(await ask(same)).toEqual({ ok: false, reason: 'email-same' });
    }
    await ask('office@elsewhere.example');
    await stopMailboxChange(test$.ctx, { token: mine.token, by: 'manage' });
    await confirm('office@elsewhere.example');
    expect(await waiting()).toBeUndefined();
  });

  test('changes nothing with a link for something else, nor after withdrawing', async () => {
    await ask('office@elsewhere.example');
    const asked = await mailTo('mailbox-change-asked', mine.email);
    const toConfirm = await mailTo('confirm-mailbox', 'office@elsewhere.example');
    const [stopToken, confirmToken] = [asked?.stopToken ?? '', toConfirm?.confirmToken ?? ''];
    expect(await confirmMailbox(test$.ctx, { token: stopToken })).toMatchObject({ ok: false });
    expect(await confirmMailbox(test$.ctx, { token: mine.token })).toMatchObject({ ok: false });
    const wrong = { token: confirmToken, by: 'stop' } as const;
    expect(await stopMailboxChange(test$.ctx, wrong)).toMatchObject({ ok: false });
    expect(await works(confirmToken)).toBe(false);
    expect(await works(stopToken)).toBe(false);

    await withdrawEndorsement(test$.ctx, { token: mine.token });
    const left = test$.ctx.db.selectFrom('mailbox_changes').select(['outcome', 'sealed']);
    expect(await left.where('endorsement_id', '=', mine.id).execute()).toEqual([
      { outcome: 'stopped', sealed: null },
    ]);
    await confirm('office@elsewhere.example');
    expect(await waiting()).toBeUndefined();
    expect(await ask('again@elsewhere.example')).toMatchObject({ reason: 'not-standing' });
    expect(await ask('again@elsewhere.example', 'x')).toMatchObject({ reason: 'unknown' });
  });

  test('finds a link dead after seven days, by the clock of the database', async () => {
    await ask(`office@${domain}`);
    const mail = await mailTo('confirm-mailbox', `office@${domain}`);
    await test$.ctx.db
      .updateTable('mailbox_changes')
      .set({ expires_at: new Date(0) })
      .where('endorsement_id', '=', mine.id)
      .execute();
    expect(await linkOf(mail?.confirmToken ?? '')).toEqual(['confirm', 'expired']);
    await confirm(`office@${domain}`);
    expect(await mailbox()).toBe(mine.email);
    expect(await readMyEndorsement(test$.ctx, { token: mine.token })).toMatchObject({
      endorsement: { mailbox: null },
    });
    expect(await ask(`other@${domain}`)).toEqual({ ok: true });
  });
});

test('who decides about a waiting organisation sees the signals of the new mailbox, or is told', async () => {
  mine = await endorse(test$.ctx, { email: 'office@elsewhere.example' });
  const read = async () => {
    const listed = await listEndorsements(test$.ctx, { slug, state: 'waiting' });
    return listed.ok ? listed.endorsements.find(({ id }) => id === mine.id) : undefined;
  };
  const first = await read();
  expect(first?.signals.domainMatches).toBe(false);
  const website = new URL(first?.website ?? '').hostname;
  await ask(`office@${website}`);
  await confirm(`office@${website}`);
  await decide(accept);
  const second = await read();
  expect(second?.signals.domainMatches).toBe(true);
  const approve = (seen = '') =>
    approveEndorsement(test$.ctx, {
      id: mine.id,
      slug,
      actor,
      authorityBasis: 'known-contact',
      seen,
    });
  expect(await approve(first?.fingerprint)).toEqual({ ok: false, reason: 'other-now' });
  expect(await approve(second?.fingerprint)).toEqual({ ok: true });
});
