import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { locales } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import * as mailboxRoute from '~/routes/($locale).mailbox-change.$token';
import * as mineRoute from '~/routes/($locale).my-endorsement.$token';
import * as changesRoute from '~/routes/organise.letters.$slug.changes';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { type Endorsed, endorse, endorseAndApprove } from '../support/endorsed';
import { createLetter, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';

const changes = `/organise/letters/${slug}/changes`;
const elsewhere = 'office@elsewhere.example';

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let headers: Record<string, string>;
let mine: Endorsed;
let domain: string;

beforeAll(async () => {
  test$ = await createTestContext();
  pages = servePages(test$.ctx, {
    ':locale?/mailbox-change/:token': mailboxRoute,
    ':locale?/my-endorsement/:token': mineRoute,
    'organise/letters/:slug/changes': changesRoute,
  });
  await createLetter(test$.ctx);
  headers = { Cookie: `undersigned=${await openSession(test$.ctx, 'moderator')}` };
});
afterAll(() => test$.drop());

beforeEach(async () => {
  await test$.ctx.db.deleteFrom('messages').execute();
  await test$.ctx.db.deleteFrom('endorsements').execute();
  mine = await endorseAndApprove(test$.ctx);
  domain = mine.email.slice(mine.email.indexOf('@') + 1);
});

const post = (path: string, fields: Record<string, string>, as: Record<string, string> = {}) =>
  pages(path, { method: 'POST', headers: as, body: new URLSearchParams(fields) });
const minePath = () => `/my-endorsement/${mine.token}`;
const ask = (email: string) => post(minePath(), { intent: 'mailbox', email });
const read = async (path: string) => (await pages(path)).text();

async function tokens() {
  const confirm = (await waitingMails(test$.ctx, 'confirm-mailbox')).at(-1);
  const stop = (await waitingMails(test$.ctx, 'mailbox-change-asked')).at(-1);
  return { confirm: confirm?.props.confirmToken ?? '', stop: stop?.props.stopToken ?? '' };
}

async function mailbox() {
  const listed = await listEndorsements(test$.ctx, { slug });
  return listed.ok ? listed.endorsements[0]?.email : undefined;
}

describe('a representative', () => {
  test('asks for another mailbox on the page of the endorsement, and takes it back', async () => {
    expect(await read(minePath())).toContain('id="endorsement-mailbox"');
    const sent = await ask(elsewhere);
    expect(sent.headers.get('Location')).toBe(`${minePath()}?done=mailbox`);
    const html = await read(minePath());
    expect(html).toContain(elsewhere);
    expect(html).toContain('It waits to be confirmed');
    expect(html).toContain('value="mailbox-keep"');
    const kept = await post(minePath(), { intent: 'mailbox-keep' });
    expect(kept.headers.get('Location')).toBe(`${minePath()}?done=mailbox-kept`);
    expect(await read(minePath())).not.toContain(elsewhere);
  });

  test.each([
    ['', 'Enter your email address'],
    ['nonsense', 'like name@example.org'],
    ['MINE', 'This address is in use already'],
  ])('who types %j reads why, and finds it in the form again', async (typed, words) => {
    const email = typed.replace('MINE', mine.email);
    const answer = await ask(email);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('href="#endorse-email"');
    expect(html).toContain(words);
    if (email)
      expect(html).toMatch(new RegExp(`id="endorse-email" name="email"[^>]*value="${email}"`));
    expect(html).toContain('value="Han Ji-woo"');
  });

  test('gets the same answer for a mailbox that speaks for another organisation', async () => {
    const other = await endorse(test$.ctx);
    const [free, taken] = [await ask(elsewhere), await ask(other.email)];
    expect([taken.status, taken.headers.get('Location')]).toEqual([
      free.status,
      free.headers.get('Location'),
    ]);
    const path = `/mailbox-change/${(await tokens()).confirm}`;
    const refused = await post(path, { intent: 'confirm' });
    const html = await refused.text();
    expect(refused.status).toBe(409);
    expect(html).toContain('This address cannot be used here');
    expect(html).toContain('contact@refuge-letter.example');
    expect(html).not.toMatch(/Organisation \d+/);
    expect((await ask(elsewhere)).status).toBe(422);
  });
});

describe.each(locales)('the links about a change, in %s', (locale) => {
  const t = translator(locale);
  const pathOf = (token: string) => localisedPath(`/mailbox-change/${token}`, locale, 'en');

  test('change nothing by being opened; one press applies it in the own domain', async () => {
    await ask(`office@${domain}`);
    const { confirm, stop } = await tokens();
    for (const token of [confirm, stop, confirm, stop]) {
      const answer = await pages(pathOf(token));
      expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
      const html = await answer.text();
      expect(html).toContain(`o•••@${domain}`);
      expect(html).not.toContain(`office@${domain}`);
    }
    expect(await mailbox()).toBe(mine.email);
    expect(await read(pathOf(confirm))).toContain(t('mailboxChange.confirm.title'));
    expect(await read(pathOf(stop))).toContain(t('mailboxChange.stop.title'));
    const wrong = await post(pathOf(stop), { intent: 'confirm' });
    expect([wrong.status, await mailbox()]).toEqual([303, mine.email]);
    const sent = await post(pathOf(confirm), { intent: 'confirm' });
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, pathOf(confirm)]);
    expect(await mailbox()).toBe(`office@${domain}`);
    expect(await read(pathOf(confirm))).toContain(t('mailboxChange.applied.text'));
    const late = await read(pathOf(stop));
    expect(late).toContain(t('mailboxChange.tooLate.text'));
    expect(late).toContain('contact@refuge-letter.example');
    expect(late).not.toContain('<form method="post"');
    expect((await pages(minePath())).status).toBe(404);
  });

  test('stop it with one press, and say so on both', async () => {
    await ask(elsewhere);
    const { confirm, stop } = await tokens();
    await post(pathOf(confirm), { intent: 'confirm' });
    expect(await read(pathOf(confirm))).toContain(t('mailboxChange.waiting.title'));
    expect(await read(pathOf(stop))).toContain(t('mailboxChange.stop.title'));
    await post(pathOf(stop), { intent: 'stop' });
    for (const token of [confirm, stop]) {
      expect(await read(pathOf(token))).toContain(t('mailboxChange.stopped.title'));
    }
    expect(await mailbox()).toBe(mine.email);
  });

  test('say why they are dead', async () => {
    await ask(elsewhere);
    const { confirm, stop } = await tokens();
    await test$.ctx.db
      .updateTable('mailbox_changes')
      .set({ expires_at: new Date(0) })
      .execute();
    const expired = await pages(pathOf(confirm));
    expect(expired.status).toBe(410);
    expect(await expired.text()).toContain(t('mailboxChange.expired.text'));
    await ask(`office@${domain}`);
    for (const token of [confirm, stop]) {
      const ended = await pages(pathOf(token));
      expect(ended.status).toBe(410);
      expect(await ended.text()).toContain(t('mailboxChange.ended.title'));
    }
    expect((await pages(pathOf('unknown'))).status).toBe(404);
    expect((await post(pathOf('unknown'), { intent: 'confirm' })).status).toBe(303);
    expect((await post(pathOf(stop), { intent: 'erase' })).status).toBe(422);
  });
});

describe('an organiser without JavaScript', () => {
  beforeEach(async () => {
    await ask(elsewhere);
    await post(`/mailbox-change/${(await tokens()).confirm}`, { intent: 'confirm' });
  });

  async function desk() {
    const html = await (await pages(changes, { headers })).text();
    const seen = /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '';
    return { html: html.replaceAll('<!-- -->', ''), seen };
  }
  const decide = (fields: Record<string, string>) =>
    post(changes, { id: mine.id, ...fields }, headers);

  test('sees old and new mailbox masked, with the signals, and accepts', async () => {
    const { html, seen } = await desk();
    for (const word of [`h•••@${domain}`, 'o•••@elsewhere.example', 'does not match the website']) {
      expect(html).toContain(word);
    }
    expect(html).not.toContain(elsewhere);
    expect(html).not.toContain(mine.email);
    const done = await decide({ intent: 'accept-mailbox', seen });
    expect(done.headers.get('Location')).toBe(`${changes}?accept-mailbox`);
    expect(await mailbox()).toBe(elsewhere);
    expect((await decide({ intent: 'accept-mailbox', seen })).status).toBe(409);
    expect((await desk()).html).toContain('No organisation asks for a change.');
  });

  test('declines with a reason, which is kept when it is too long', async () => {
    const { seen } = await desk();
    const reason = `Begin ${'x'.repeat(1000)}`;
    const refused = await decide({ intent: 'decline-mailbox', seen, reason });
    const html = await refused.text();
    expect(refused.status).toBe(422);
    expect(html).toContain(`href="#mailbox-reason-${mine.id}"`);
    expect(html).toContain(`>${reason}</textarea>`);
    await decide({ intent: 'decline-mailbox', seen, reason: 'We could not reach you' });
    expect(await mailbox()).toBe(mine.email);
    expect(await waitingMails(test$.ctx, 'mailbox-declined')).toHaveLength(2);
  });
});
