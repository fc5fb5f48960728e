import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { namesForTheWorker } from '~/domain/deliveries/preparation';
import { prepareNext } from '~/domain/deliveries/prepare-next.server';
import * as list from '~/routes/organise.letters.$slug.deliveries';
import * as page from '~/routes/organise.letters.$slug.deliveries_.$id';
import * as newPage from '~/routes/organise.letters.$slug.deliveries_.new';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { addressee, createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';
import { plantSignatures } from '../support/plant-signatures';

const base = `/organise/letters/${slug}/deliveries`;
const refresh = /<noscript><meta http-equiv="refresh" content="10"\/><\/noscript>/;
let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let owner: string;
let editor: string;

beforeAll(async () => {
  test$ = await createTestContext();
  const { ctx } = test$;
  const letterId = await createLetter(ctx);
  const half = namesForTheWorker / 2;
  await plantSignatures(ctx, letterId, half, { visibility: 'letter' });
  await plantSignatures(ctx, letterId, half + 1, { visibility: 'public' });
  owner = await openSession(ctx, 'owner');
  editor = await openSession(ctx, 'editor');
  pages = servePages(ctx, {
    'organise/letters/:slug/deliveries': list,
    'organise/letters/:slug/deliveries/new': newPage,
    'organise/letters/:slug/deliveries/:id': page,
  });
});
afterAll(() => test$.drop());
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('delivery_preparations').execute();
});

function send(path: string, fields: Record<string, string>, session = owner) {
  return pages(path, {
    method: 'POST',
    headers: { Cookie: `undersigned=${session}` },
    body: new URLSearchParams(fields),
  });
}

async function see(path: string, session = owner) {
  const answer = await pages(path, { headers: { Cookie: `undersigned=${session}` } });
  return { status: answer.status, html: (await answer.text()).replaceAll('<!-- -->', '') };
}

async function asked(): Promise<string> {
  const answer = await send(`${base}/new`, { target: 'embassy', what: 'letter' });
  expect(answer.status).toBe(303);
  return answer.headers.get('Location') ?? '';
}

const work = () => prepareNext(test$.ctx, new AbortController().signal);

function refuse(reason: string) {
  return test$.ctx.db
    .updateTable('delivery_preparations')
    .set({ state: 'refused', reason })
    .execute();
}

describe('the organiser of a letter with more names than a request waits for', () => {
  test('posts twice, is led to one page that looks again by itself, and finds the dossier there', async () => {
    const path = await asked();
    expect(await asked()).toBe(path);
    const { html } = await see(path);
    expect(html).toContain('It is being prepared');
    expect(html).toContain(`Delivery to ${addressee}`);
    expect(html).toContain('with 5,001 names');
    expect(html).toContain('You may leave this page and come back');
    expect(html).toContain('Nothing has been sent');
    expect(html).toMatch(refresh);
    expect((await see(base)).html).toMatch(/In preparation[\s\S]*being prepared/);
    await work();
    const ready = await see(path);
    expect(ready.html).toContain('Steps of this delivery');
    expect(ready.html).not.toMatch(refresh);
    expect((await see(base)).html).not.toContain('In preparation');
  });

  test('calls it off and is led to the list', async () => {
    const path = await asked();
    const answer = await send(path, { intent: 'call-off' });
    expect(answer.headers.get('Location')).toBe(`${base}?called-off`);
    expect((await see(`${base}?called-off`)).html).toContain('It was called off');
    expect((await see(path)).status).toBe(404);
    const twice = await send(path, { intent: 'call-off' });
    expect(twice.headers.get('Location')).toBe(base);
  });

  test.each([
    ['already-sent', 'This version has been sent to this addressee already'],
    ['nothing-changed', 'Nothing has changed since the last copy'],
    ['too-large', 'The letter is too large for a mail'],
    ['unknown-target', 'The addressee was removed in the meantime'],
    ['fault', 'It was tried three times'],
  ])('reads after %s what happened, and asks once more', async (reason, words) => {
    const path = await asked();
    await refuse(reason);
    const { html } = await see(path);
    expect(html).toContain('It was not prepared');
    expect(html).toContain(words);
    expect(html).not.toMatch(refresh);
    expect((await see(base)).html).toContain('not prepared');
    const again = await send(path, { intent: 'freeze' });
    expect(again.headers.get('Location')).toContain(path);
    expect((await see(path)).html).toContain('It is being prepared');
  });

  test('sees the old dossier while it is frozen anew, without its buttons, and then the new one', async () => {
    const path = await asked();
    await work();
    const frozen = await send(path, { intent: 'freeze' });
    const there = frozen.headers.get('Location') ?? '';
    expect(there).toBe(`${path}?step=annex&frozen`);
    const { html } = await see(there);
    expect(html).toContain('It is being frozen anew');
    expect(html).toContain('cannot be tested, approved or sent');
    expect(html).toMatch(refresh);
    expect(html).not.toContain('value="freeze"');
    expect(html).not.toContain('was frozen as everything is now');
    for (const step of ['cover', 'test', 'approve', 'send']) {
      const { html: shown } = await see(`${path}?step=${step}`);
      expect(shown).toContain('This can be done once the dossier is frozen anew');
      expect(shown).not.toContain(`value="${step}"`);
    }
    const trial = await send(path, { intent: 'test', to: '' });
    expect(trial.status).toBe(409);
    expect(await trial.text()).toContain('the dossier is being frozen anew');
    await work();
    const after = await see(there);
    expect(after.html).toContain('The dossier was frozen as everything is now');
    expect(after.html).not.toContain('It is being frozen anew');
  });

  test('writes other words meanwhile: they are kept in the answer', async () => {
    const path = await asked();
    await work();
    await send(path, { intent: 'freeze' });
    const late = await send(`${path}?step=cover`, {
      intent: 'cover',
      'cover-locale-en': 'Words of mine',
    });
    expect(late.status).toBe(409);
    const html = await late.text();
    expect(html).toContain('>Words of mine</textarea>');
    expect(html).not.toMatch(refresh);
  });

  test('reads why it was not frozen anew, above the dossier as it was', async () => {
    const path = await asked();
    await work();
    await send(path, { intent: 'freeze' });
    await refuse('other-text');
    const { html } = await see(`${path}?step=annex&frozen`);
    expect(html).toContain('It was not frozen anew');
    expect(html).toContain('Prepare a new delivery');
    expect(html).toContain('The dossier below is as it was before');
    expect(html).toContain('Ask for it once more');
    const away = await send(path, { intent: 'call-off' });
    expect(away.headers.get('Location')).toBe(`${path}?step=annex`);
    expect((await see(path)).html).not.toContain('It was not frozen anew');
  });

  test('alone can ask and call off; whoever may read sees how it stands', async () => {
    const path = await asked();
    const { html } = await see(path, editor);
    expect(html).toContain('It is being prepared');
    expect(html).not.toContain('Call it off');
    expect((await send(path, { intent: 'call-off' }, editor)).status).toBe(403);
    expect((await send(path, { intent: 'freeze' }, editor)).status).toBe(403);
  });
});
