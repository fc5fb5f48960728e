import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatMoment } from '~/i18n/format-date';
import { locales } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import { hours } from '~/primitives/duration';
import { hashToken } from '~/primitives/keyring.server';
import { type Application, startApplication, until } from '../support/application';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter } from '../support/letter';
import { createVisitor, type Visitor } from '../support/visitor';

let test$: TestContext;
let app: Application;

beforeAll(async () => {
  test$ = await createTestContext();
  app = await startApplication({ DATABASE_URL: test$.connectionString }, test$.ctx.config.dataDir);
});
afterAll(async () => {
  await app?.stop();
  await test$?.drop();
});

describe.each(locales)('a link from a mail, in %s,', (locale) => {
  const t = translator(locale);
  const slug = `dead-links-${locale}`;
  const letter = localisedPath(`/letters/${slug}`, locale, 'en');
  const linkOf = (mail: { links: string[] }, page: string) =>
    new URL(mail.links.find((link) => link.includes(`/${page}/`)) ?? '').pathname;

  beforeAll(() => createLetter(test$.ctx, slug));

  async function sign(visitor: Visitor, who: string, name = '남궁민서') {
    const email = `${who}.${locale}@people.example`;
    const sent = await visitor.post(`${letter}/sign`, { name, email, visibility: 'public' });
    expect(sent.status).toBe(303);
    return app.mailTo(email);
  }

  async function expectPage(visitor: Visitor, link: string, reason: string, status: number) {
    const page = await visitor.get(link);
    expect(page.status).toBe(status);
    expect(page.html).toContain(`<html lang="${locale}"`);
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(page.text).toContain(t(`dead.${reason}.title` as 'dead.used.title'));
    expect(page.text).toContain(t(`dead.${reason}.text` as 'dead.used.text'));
    return page;
  }

  test('that has done its work says so and leads to the letter', async () => {
    const visitor = createVisitor(app.origin);
    const link = linkOf(await sign(visitor, 'used'), 'confirm');
    await visitor.pressButton(await visitor.get(link));
    const page = await expectPage(visitor, link, 'used', 200);
    expect(page.text).toContain(t('dead.used.next'));
    expect(page.html).toContain(`href="${letter}"`);
    expect(page.html).not.toContain('<form');
  });

  test('that a newer mail replaced offers a newer one in one field', async () => {
    const visitor = createVisitor(app.origin);
    const link = linkOf(await sign(visitor, 'replaced'), 'confirm');
    await sign(visitor, 'replaced', 'Another Name');
    const page = await expectPage(visitor, link, 'replaced', 410);
    expect(page.html.match(/<input(?![^>]*type="hidden")/g)).toHaveLength(1);
    expect(page.text).toContain(t('dead.resend'));
  });

  test('that has expired sends a new one that works, without typing the rest again', async () => {
    const visitor = createVisitor(app.origin);
    const mail = await sign(visitor, 'expired');
    const link = linkOf(mail, 'confirm');
    const hash = hashToken(link.split('/').at(-1) ?? '');
    await test$.ctx.db
      .updateTable('tokens')
      .set({ expires_at: new Date(0) })
      .where('hash', '=', hash)
      .execute();
    const page = await expectPage(visitor, link, 'expired', 410);
    const elsewhere = createVisitor(app.origin);
    const sent = await elsewhere.pressButton(page, { email: mail.to });
    expect(sent.location).toBe(`${letter}/check-mail?again=sent`);
    expect((await elsewhere.get(sent.location ?? '')).text).toContain(t('checkMail.sentAgain'));
    const newer = await until('a newer mail', async () => {
      const newest = linkOf(await app.mailTo(mail.to), 'confirm');
      return newest !== link && newest;
    });
    const fresh = await elsewhere.get(newer);
    expect(fresh.text).toContain('남궁민서');
  });

  test('of a signature that was withdrawn lets its owner sign again', async () => {
    const visitor = createVisitor(app.origin);
    const mail = await sign(visitor, 'withdrawn');
    await visitor.post(linkOf(mail, 'my-signature'), { intent: 'withdraw' });
    const page = await expectPage(visitor, linkOf(mail, 'confirm'), 'withdrawn', 410);
    expect(page.html).toContain(`href="${letter}/sign"`);
  });

  test('that nobody wrote says so and leads to the open letters', async () => {
    const unknown = localisedPath('/confirm/not-a-token', locale, 'en');
    const page = await expectPage(createVisitor(app.origin), unknown, 'unknown', 404);
    expect(page.html).toContain(`href="/${locale}"`);
  });

  test('of a letter that has closed says when, and leads to what became of it', async () => {
    const visitor = createVisitor(app.origin);
    const link = linkOf(await sign(visitor, 'closed'), 'confirm');
    const closesAt = new Date(Date.now() - hours(1));
    const letters = test$.ctx.db.updateTable('letters').where('slug', '=', slug);
    await letters.set({ closes_at: closesAt }).execute();
    const page = await expectPage(visitor, link, 'closed', 410);
    const moment = formatMoment(locale, closesAt.toISOString(), 'Asia/Seoul');
    expect(page.text).toContain(t('status.closedOn', { moment }).replaceAll(/\s/g, ' '));
    expect(page.text).toContain(t('dead.closed.next'));
    const pressed = await visitor.post(link, {});
    expect(pressed.status).toBe(410);
  });
});

describe('somebody whose address another person typed', () => {
  const letter = '/letters/dead-links-en';

  beforeAll(async () => {
    await test$.ctx.db.updateTable('letters').set({ closes_at: null }).execute();
  });

  test('stops the mails with one button, and may allow them again', async () => {
    const visitor = createVisitor(app.origin);
    const email = 'stranger@people.example';
    await visitor.post(`${letter}/sign`, { name: 'A Prank', email, visibility: 'public' });
    const mail = await app.mailTo(email);
    const confirm = mail.links.find((link) => link.includes('/confirm/')) ?? '';
    const notMe = new URL(confirm.replace('/confirm/', '/not-me/')).pathname;
    expect(mail.links.map((link) => new URL(link).pathname)).toContain(notMe);
    for (const read of [1, 2, 3]) {
      const asked = await visitor.get(notMe);
      expect(asked.text, String(read)).toContain('Was this not you?');
    }
    expect((await visitor.get(new URL(confirm).pathname)).text).toContain('A Prank');

    const pressed = await visitor.pressButton(await visitor.get(notMe));
    expect(pressed.status).toBe(303);
    const stopped = await visitor.get(notMe);
    expect(stopped.text).toContain('No more emails');
    const dead = await visitor.get(new URL(confirm).pathname);
    expect(dead.status).toBe(410);
    expect(dead.html).not.toContain('A Prank');

    const allowed = await visitor.pressButton(stopped);
    expect((await visitor.get(allowed.location ?? '')).text).toContain('allowed again');
    expect((await visitor.get('/uk/not-me/nonsense')).status).toBe(404);
  });
});
