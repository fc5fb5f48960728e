import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { locales } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import * as checkRoute from '~/routes/($locale).authority-check.$token';
import * as endorsementsRoute from '~/routes/organise.letters.$slug.endorsements';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { type Endorsed, endorse, picture } from '../support/endorsed';
import { createLetter, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';

const queue = `/organise/letters/${slug}/endorsements`;

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let headers: Record<string, string>;
let mine: Endorsed;
let site: string;

beforeAll(async () => {
  test$ = await createTestContext();
  pages = servePages(test$.ctx, {
    ':locale?/authority-check/:token': checkRoute,
    'organise/letters/:slug/endorsements': endorsementsRoute,
  });
  await createLetter(test$.ctx);
  headers = { Cookie: `undersigned=${await openSession(test$.ctx, 'moderator')}` };
});
afterAll(() => test$.drop());

beforeEach(async () => {
  await test$.ctx.db.deleteFrom('messages').execute();
  await test$.ctx.db.deleteFrom('endorsements').execute();
  mine = await endorse(test$.ctx, { organisation: 'Громадська рада' });
  site = mine.email.slice(mine.email.indexOf('@') + 1);
});

const post = (path: string, fields: Record<string, string>, as: Record<string, string> = {}) =>
  pages(path, { method: 'POST', headers: as, body: new URLSearchParams(fields) });

const desk = async () =>
  (await (await pages(queue, { headers })).text()).replaceAll('<!-- -->', '');

async function send(fields: Record<string, string> = {}) {
  const typed = { contact: `info@${site}`, source: `https://${site}/contact` };
  return post(queue, { intent: 'check', id: mine.id, ...typed, ...fields }, headers);
}

/** Asks the published contact, and gives the token that only the mail has. */
async function ask(): Promise<string> {
  await send();
  const mail = (await waitingMails(test$.ctx, 'authority-check')).at(-1);
  if (!mail) throw new Error('nobody was asked');
  return mail.props.checkToken;
}

async function checks() {
  const listed = await listEndorsements(test$.ctx, { slug });
  return listed.ok ? listed.endorsements[0]?.checks : undefined;
}

describe.each(locales)('the published contact, in %s', (locale) => {
  const t = translator(locale);
  const pathOf = (token: string) => localisedPath(`/authority-check/${token}`, locale, 'en');

  test('reads who is meant, answers with one press, and nothing before', async () => {
    const path = pathOf(await ask());
    for (let visit = 0; visit < 2; visit += 1) {
      const answer = await pages(path);
      const html = await answer.text();
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Cache-Control')).toBe('no-store');
      for (const word of [t('authorityCheck.title'), 'Han Ji-woo', 'Director', 'Громадська рада']) {
        expect(html).toContain(word);
      }
      for (const word of ['value="yes"', 'value="no"', `lang="${locale}"`, '/letters/a-letter']) {
        expect(html).toContain(word);
      }
      expect(html).not.toContain(mine.email);
      expect(html).not.toMatch(/type="module"|window\.__remixContext/);
    }
    expect(await checks()).toMatchObject([{ answer: null }]);
    const sent = await post(path, { intent: 'no', note: 'Unknown here' });
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, path]);
    const after = await pages(path);
    expect(after.status).toBe(200);
    const html = await after.text();
    expect(html).toContain(t('authorityCheck.answered.title'));
    expect(html).not.toContain('<form method="post"');
    expect((await post(path, { intent: 'yes' })).status).toBe(303);
    expect(await checks()).toMatchObject([{ answer: 'no', note: 'Unknown here' }]);
  });

  test('keeps a note that is too long, with the reason first', async () => {
    const path = pathOf(await ask());
    const note = `Begin ${'x'.repeat(1000)}`;
    const answer = await post(path, { intent: 'yes', note });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('class="error-summary"');
    expect(html).toContain('href="#check-note"');
    expect(html).toContain(`>${note}</textarea>`);
    expect((await post(path, { intent: 'maybe' })).status).toBe(422);
    expect(await checks()).toMatchObject([{ answer: null }]);
  });

  test('learns why a link takes no answer', async () => {
    const path = pathOf(await ask());
    await test$.ctx.db
      .updateTable('endorsement_checks')
      .set({ expires_at: new Date(0) })
      .execute();
    const expired = await pages(path);
    expect(expired.status).toBe(410);
    expect(await expired.text()).toContain(t('authorityCheck.expired.title'));
    const live = pathOf(await ask());
    await withdrawEndorsement(test$.ctx, { token: mine.token });
    const ended = await pages(live);
    expect(ended.status).toBe(410);
    expect(await ended.text()).toContain(t('authorityCheck.ended.title'));
    const unknown = await pages(pathOf('unknown'));
    expect(unknown.status).toBe(404);
    expect((await post(pathOf('unknown'), { intent: 'yes' })).status).toBe(303);
  });
});

describe('a reviewer without JavaScript', () => {
  test('asks from the card, goes on, and finds the No before everything else', async () => {
    await send({ intent: 'next' });
    expect(await desk()).toContain('Ask the organisation’s published contact');
    const sent = await send();
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${queue}?check`]);
    const mail = (await waitingMails(test$.ctx, 'authority-check')).at(-1);
    const path = `/authority-check/${mail?.props.checkToken}`;
    await send({ intent: 'next' });
    expect(await desk()).toContain('No answer yet.');
    await post(path, { intent: 'no', note: 'Nobody <b>here</b> knows him' });
    const html = await desk();
    const stop = html.indexOf('class="desk-signal-stop"');
    expect(stop).toBeGreaterThan(0);
    expect(stop).toBeLessThan(html.indexOf('matches the website'));
    expect(html).toContain('says that this person did not sign for it');
    expect(html).toContain('Answered No');
    expect(html).toContain('Nobody &lt;b&gt;here&lt;/b&gt; knows him');
  });

  test('is refused the applicant’s own mailbox, and what was typed stays', async () => {
    await send({ intent: 'next' });
    const answer = await send({ contact: mine.email });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('nobody vouches for themselves');
    expect(html).toContain(`href="#contact-${mine.id}"`);
    expect(html).toContain(`value="${mine.email}"`);
    expect(html).toContain(`value="https://${site}/contact"`);
    expect(html).toMatch(/<details class="desk-check" open=""/);
    const elsewhere = await send({ source: 'https://elsewhere.example/' });
    expect(elsewhere.status).toBe(422);
    expect(await waitingMails(test$.ctx, 'authority-check')).toEqual([]);
  });

  test('keeps the keys of the queue: the form has no field, focus or key of its own for them', async () => {
    await send({ intent: 'next' });
    const html = await desk();
    const form = html.slice(
      html.indexOf('<details class="desk-check"'),
      html.indexOf('desk-pages'),
    );
    expect(form).toContain('value="check"');
    expect(form).not.toMatch(/authorityBasis|name="question"|name="template"|accesskey|autofocus/i);
    const names = [...form.matchAll(/<(?:input|textarea|select)[^>]* name="(\w+)"/g)];
    expect(names.map(([, name]) => name)).toEqual(['id', 'contact', 'source']);
  });

  test('is told that an address is neither the website’s nor at a known provider', async () => {
    await send({ contact: 'info@another.example' });
    await send({ intent: 'next' });
    expect(await desk()).toContain('neither that of the website nor a known mail provider');
  });

  test('may not approve on the word of a contact that has not given it', async () => {
    const approval = { intent: 'approve', authorityBasis: 'published-contact' };
    expect((await send(approval)).status).toBe(422);
    await post(`/authority-check/${await ask()}`, { intent: 'yes' });
    expect((await send(approval)).headers.get('Location')).toBe(`${queue}?approve`);
  });

  test('sees the tile as it would stand under the letter: the logo, or the monogram', async () => {
    await send({ intent: 'next' });
    expect(await desk()).toMatch(/class="organisation-mark monogram" aria-hidden="true">ГР</);
    await test$.ctx.db.deleteFrom('endorsements').execute();
    const logo = await picture('#00aa00');
    const other = await endorse(test$.ctx, { organisation: 'With a logo' }, { logo });
    await send({ intent: 'next' });
    const html = await desk();
    expect(html).toMatch(
      new RegExp(
        `<span class="organisation-mark"><img src="endorsements/${other.id}/logo.png\\?[0-9a-f]{12}" alt="Logo of With a logo" width="\\d+" height="\\d+"`,
      ),
    );
    expect(html).not.toContain('/media/');
  });
});
