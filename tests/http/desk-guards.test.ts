import { randomUUID } from 'node:crypto';
import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { askForChanges } from '~/domain/endorsements/ask-for-changes.server';
import { streamExport } from '~/domain/exports/start-export.server';
import { countInvalidation } from '~/domain/invalidations/count-invalidation.server';
import { enterBatch } from '~/domain/paper/enter-batch.server';
import { paperBatchSchema } from '~/domain/paper/paper-batch';
import { enterReply } from '~/domain/replies/enter-reply.server';
import { typedReplySchema } from '~/domain/replies/reply';
import { selectSignatures } from '~/domain/selections/select-signatures.server';
import { loadInventedSignatures } from '~/domain/signatures/load-invented-signatures.server';
import { createUpdate } from '~/domain/updates/create-update.server';
import { addWebhook } from '~/domain/webhooks/add-webhook.server';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';
import { type Endorsed, endorseAndApprove, picture } from '../support/endorsed';
import { waitingEndorsement } from '../support/endorsement';
import { bytesOf } from '../support/exports';
import { createLetter, slug } from '../support/letter';

type RouteModule = { loader?: LoaderFunction; action?: ActionFunction };
const modules = import.meta.glob<RouteModule>('../../app/routes/organise*.{ts,tsx}', {
  eager: true,
});
// In front of the door, and what everybody behind it does for themselves only.
const inFrontOfTheDoor =
  /organise(\.(account|set-up|confirm-identity|second-factor|sign-(in|out))(_\..*)?)?\.tsx?$/;
const guarded = Object.entries(modules).filter(([file]) => !inFrontOfTheDoor.test(file));

let test$: TestContext;
let deliveryId: string;
let invalidationId: string;
let endorsementId: string;
let changing: Endorsed;
const ids = {
  webhook: randomUUID(),
  paper: '',
  update: '',
  signature: '',
  selection: '',
  made: '',
  reply: '',
};
const sessions = new Map<string, string>();

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
  for (const role of ['owner', 'translator', 'moderator', 'editor', 'auditor'] as const) {
    sessions.set(role, await openSession(test$.ctx, role));
  }
  const prepared = await prepareDelivery(test$.ctx, {
    slug,
    target: 'embassy',
    actor: { kind: 'operator' },
  });
  if (!prepared.ok) throw new Error(prepared.reason);
  deliveryId = prepared.deliveryId;
  await loadInventedSignatures(test$.ctx, { slug, count: 5, seed: 1 });
  const counted = await countInvalidation(test$.ctx, {
    slug,
    criteria: { states: ['confirmed'], signedFrom: new Date(0).toISOString() },
    actor: { kind: 'operator' },
  });
  if (!counted.ok) throw new Error(counted.reason);
  invalidationId = counted.id;
  const by = { slug, actor: { kind: 'operator' } as const };
  const selected = await selectSignatures(test$.ctx, {
    ...by,
    what: { filter: {}, sort: 'number' },
  });
  if (!selected.ok) throw new Error(selected.reason);
  ids.selection = selected.id;
  const { id } = await test$.ctx.db.selectFrom('signatures').select('id').executeTakeFirstOrThrow();
  ids.signature = id;
  const url = 'https://hooks.example.org/';
  const form = { id: ids.webhook, label: 'A site', url, events: ['letter.changed' as const] };
  await addWebhook(test$.ctx, { ...by, form });
  const update = await createUpdate(test$.ctx, { ...by, kind: 'news' });
  if (!update.ok) throw new Error(update.reason);
  ids.update = update.id;
  const batch = { from: '2025-01-01', until: '2025-01-02', place: 'Seoul', collector: 'A group' };
  const sheets = { ...batch, onSheets: '12', valid: '10', country: '', note: '' };
  const entered = await enterBatch(test$.ctx, { ...by, form: paperBatchSchema.parse(sheets) });
  if (!entered.ok) throw new Error(entered.reason);
  ids.paper = entered.id;
  const exported = { ...by, what: 'signatures', preset: 'public', format: 'csv' } as const;
  const file = await streamExport(test$.ctx, exported);
  if (!file.ok) throw new Error(file.reason);
  await bytesOf(file.rows);
  const [made] = await test$.ctx.db.selectFrom('exports').select('id').execute();
  ids.made = made?.id ?? '';
  const said = {
    receivedAt: '2025-03-01T10:00',
    from: 'A desk officer',
    kind: 'none',
    text: 'Later.',
  };
  const reply = typedReplySchema.parse(said);
  const kept = await enterReply(test$.ctx, { ...by, formId: 'one', form: reply });
  if (!kept.ok) throw new Error(kept.reason);
  ids.reply = kept.id ?? '';
  const waiting = await waitingEndorsement(test$.ctx, {
    email: 'han@citizens.example',
    logo: await picture('#ff0000'),
  });
  endorsementId = waiting.id;
  const proof = { authorisedBy: '', note: '', file: Buffer.from('%PDF-1.7') };
  const approval = { id: endorsementId, actor: { kind: 'operator' }, proof } as const;
  await approveEndorsement(test$.ctx, { ...approval, authorityBasis: 'signed-letter' });
  changing = await endorseAndApprove(test$.ctx);
  await askForChanges(test$.ctx, {
    token: changing.token,
    words: { organisation: 'Other', organisationEn: 'Other', names: {}, statement: null },
    logo: await picture('#00ff00'),
    removeLogo: false,
  });
});
afterAll(() => test$.drop());

function call(
  routeFunction: LoaderFunction | ActionFunction,
  role: string | null,
  options: { slug?: string; id?: string; fields?: Record<string, string> } = {},
): Promise<Response> {
  const sessionId = role ? (sessions.get(role) ?? null) : null;
  const params = { slug: options.slug ?? slug, id: options.id ?? deliveryId };
  const request = deskRequest('/organise/anywhere', sessionId, options.fields);
  return answerOf(() => routeFunction({ request, params, context: loadContext(test$.ctx) }));
}

function route(name: string): Required<RouteModule> {
  const found = guarded.find(([file]) => file.includes(`/organise.letters.$slug.${name}.ts`));
  if (!found) throw new Error(`no route ${name}`);
  return found[1] as Required<RouteModule>;
}

async function countRows(): Promise<number[]> {
  const { db } = test$.ctx;
  const tables = [
    'audit_entries',
    'deliveries',
    'delivery_events',
    'messages',
    'signing_rules',
    'invalidations',
    'endorsement_invitations',
  ] as const;
  return Promise.all(
    tables.map(async (table) => (await db.selectFrom(table).select('id').execute()).length),
  );
}

test('every page behind the sign-in is among those checked here', () => {
  expect(guarded.length).toBe(72);
});

/** The id in the address of this page. */
function idFor(file: string): string {
  if (file.includes('.invalidations_')) return invalidationId;
  if (file.includes('.exports_.$id')) return ids.made;
  if (file.includes('.selections.')) return ids.selection;
  if (file.includes('.signatures_.$id')) return ids.signature;
  if (file.includes('.changes_')) return changing.id;
  if (file.includes('.webhooks.')) return ids.webhook;
  if (file.includes('.paper_')) return ids.paper;
  if (file.includes('.updates_')) return ids.update;
  if (file.includes('.replies_')) return ids.reply;
  return file.includes('.endorsements_') ? endorsementId : deliveryId;
}

describe.each(guarded)('%s', (file, { loader, action }) => {
  test('tells a stranger nothing, also when it is asked alone', async () => {
    const answer = await call(loader as LoaderFunction, null);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/organise/sign-in']);
  });

  test('does nothing for a stranger', async () => {
    if (!action) return;
    const before = await countRows();
    const answer = await call(action, null, { fields: { intent: 'send', target: 'embassy' } });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/organise/sign-in']);
    expect(await countRows()).toEqual(before);
  });

  test('refuses a translator whatever would change something but a translation', async () => {
    if (!action) return;
    const before = await countRows();
    const answer = await call(action, 'translator', { fields: { export: 'signatures/public' } });
    // Where translations are written, this form asks for nothing that there is.
    const translates = /\$slug\.(letter|background)(_|\.tsx)/.test(file);
    expect(answer.status).toBe(translates ? 404 : 403);
    expect(await countRows()).toEqual(before);
  });

  test('shows an owner its page and lets no cache keep it', async () => {
    const answer = await call(loader as LoaderFunction, 'owner', { id: idFor(file) });
    // A letter with few names has no annex of its own, and nothing is written of the reply.
    const absent = /deliveries_.*\.annex|replies_.*\.preview/.test(file);
    const shown = absent ? [404] : [200, 303];
    expect(shown).toContain(answer.status);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    await answer.arrayBuffer();
  });
});

describe('what belongs to another letter is not found', () => {
  const elsewhere = { slug: 'another-letter' };

  test('a delivery, its papers, and sending it', async () => {
    for (const name of ['deliveries_.$id', 'deliveries_.$id_.pdf', 'deliveries_.$id_.eml']) {
      expect((await call(route(name).loader, 'owner', elsewhere)).status).toBe(404);
      expect((await call(route(name).loader, 'owner', { id: 'x' })).status).toBe(404);
    }
    const fields = { intent: 'send', confirm: 'anybody' };
    const { action } = route('deliveries_.$id');
    expect((await call(action, 'owner', { ...elsewhere, fields })).status).toBe(404);
    expect((await call(action, 'owner', { fields })).status).toBe(422);
  });

  test('what shows that an organisation agreed, which only deciding roles see', async () => {
    const { loader } = route('endorsements_.$id_.proof');
    const own = { id: endorsementId };
    expect((await call(loader, 'owner', { ...own, ...elsewhere })).status).toBe(404);
    expect((await call(loader, 'auditor', own)).status).toBe(403);
    const answer = await call(loader, 'moderator', own);
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="proof-/);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(await answer.text()).toBe('%PDF-1.7');
  });

  test('everything of a letter that does not exist', async () => {
    const nowhere = { slug: 'no-letter' };
    for (const name of ['_index', 'signatures', 'endorsements', 'deliveries', 'exports', 'audit']) {
      expect((await call(route(name).loader, 'owner', nowhere)).status).toBe(404);
    }
    const target = { ...nowhere, fields: { target: 'embassy' } };
    expect((await call(route('deliveries_.new').action, 'owner', target)).status).toBe(404);
    const what = { ...nowhere, fields: { export: 'signatures/public' } };
    expect((await call(route('exports_.download').action, 'owner', what)).status).toBe(404);
  });
});

const protection = ['review', 'rules', 'invalidations', 'invalidations_.$id', 'settings'];

describe.each(protection)('%s, which changes who counts or is shown', (name) => {
  test.each([
    ['owner', 200],
    ['moderator', 200],
    ['editor', name === 'settings' ? 200 : 403],
    ['auditor', 403],
    ['translator', 403],
  ])('is read by roles: %s gets %i', async (role, status) => {
    const answer = await call(route(name).loader, role, { id: invalidationId });
    expect(answer.status).toBe(status);
  });

  test.each(['auditor', 'translator'])(
    'changes nothing for a %s, whatever is sent',
    async (role) => {
      const before = await countRows();
      for (const intent of [
        'accept',
        'leave-out',
        'event',
        'watch',
        'end',
        'start',
        'hide',
        'save',
      ]) {
        const fields = { intent, confirm: slug, reason: 'r', mailDomain: 'example.org' };
        const answer = await call(route(name).action, role, { id: invalidationId, fields });
        expect(answer.status).toBe(403);
      }
      expect(await countRows()).toEqual(before);
    },
  );

  test('is not found on a letter that does not exist', async () => {
    const elsewhere = { slug: 'no-letter', id: invalidationId };
    expect((await call(route(name).loader, 'owner', elsewhere)).status).toBe(404);
    for (const intent of ['accept', 'event', 'start', 'hide', 'save']) {
      const fields = { intent, id: invalidationId };
      const answer = await call(route(name).action, 'owner', { ...elsewhere, fields });
      expect(answer.status).toBe(404);
    }
  });
});

describe('changes that an organisation asks for', () => {
  const fields = (seen: string, more = {}) => ({
    id: changing.id,
    seen,
    intent: 'accept',
    ...more,
  });
  const page = () => route('changes');
  const logo = () => route('changes_.$id_.logo[.]png').loader;
  const asked = async () => {
    const answer = await call(page().loader, 'owner');
    const { changes } = await answer.json();
    return changes[0]?.asked;
  };

  test.each([
    ['owner', 200],
    ['moderator', 200],
    ['auditor', 200],
    ['editor', 403],
    ['translator', 403],
  ])('are seen by roles, with the picture: %s gets %i', async (role, status) => {
    expect((await call(page().loader, role)).status).toBe(status);
    const picture = await call(logo(), role, { id: changing.id });
    expect(picture.status).toBe(status);
    if (status !== 200) return;
    expect(picture.headers.get('Content-Type')).toBe('image/png');
    expect(picture.headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox");
    expect(picture.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('are not found from another letter, neither seen nor decided', async () => {
    const elsewhere = { slug: 'another-letter', id: changing.id };
    expect((await call(logo(), 'owner', elsewhere)).status).toBe(404);
    expect((await call(logo(), 'owner', { id: "x'" })).status).toBe(404);
    const { fingerprint } = await asked();
    for (const sent of [
      fields(fingerprint),
      fields(fingerprint, { intent: 'decline' }),
      { intent: 'coordinator', coordinator: changing.id },
    ]) {
      const answer = await call(page().action, 'owner', { ...elsewhere, fields: sent });
      expect(answer.status).toBe(404);
    }
    expect((await asked()).fingerprint).toBe(fingerprint);
  });

  test('are decided by owner and moderator only, and only as they were seen', async () => {
    const { fingerprint } = await asked();
    const send = async (role: string, sent: Record<string, string>) => {
      const answer = await call(page().action, role, { fields: sent });
      return [answer.status, answer.headers.get('Location') ?? ''];
    };
    for (const role of ['auditor', 'editor', 'translator']) {
      expect(await send(role, fields(fingerprint))).toEqual([403, '']);
      expect(await send(role, { intent: 'coordinator', coordinator: '' })).toEqual([403, '']);
    }
    expect(await send('owner', fields('other'))).toEqual([409, '']);
    expect(await send('owner', fields(fingerprint, { intent: 'erase' }))).toEqual([404, '']);
    const wordy = { intent: 'decline', reason: 'x'.repeat(1001) };
    expect(await send('owner', fields(fingerprint, wordy))).toEqual([422, '']);
    const base = `/organise/letters/${slug}/changes`;
    const coordinate = { intent: 'coordinator', coordinator: changing.id };
    expect(await send('moderator', coordinate)).toEqual([303, `${base}?coordinator`]);
    expect(await send('moderator', fields(fingerprint))).toEqual([303, `${base}?accept`]);
    expect(await send('owner', fields(fingerprint))).toEqual([409, '']);
    const { changes, approved } = await (await call(page().loader, 'owner')).json();
    expect(changes).toEqual([]);
    const first = approved.filter(({ coordinator }: { coordinator: boolean }) => coordinator);
    expect(first).toMatchObject([{ organisation: 'Other' }]);
    expect((await call(logo(), 'owner', { id: changing.id })).status).toBe(404);
  });
});

test('an editor may change settings and may not hide names; a moderator the other way round', async () => {
  const send = async (role: string, intent: string) =>
    (await call(route('settings').action, role, { fields: { intent, confirm: slug } })).status;
  expect([await send('editor', 'save'), await send('editor', 'hide')]).toEqual([303, 403]);
  expect([await send('editor', 'show'), await send('moderator', 'save')]).toEqual([403, 403]);
  expect([await send('moderator', 'hide'), await send('moderator', 'show')]).toEqual([303, 303]);
});

test('an invalidation is not found from another letter, neither read nor started', async () => {
  const elsewhere = { slug: 'another-letter', id: invalidationId };
  const { loader, action } = route('invalidations_.$id');
  expect((await call(loader, 'owner', elsewhere)).status).toBe(404);
  const fields = { intent: 'start', reason: 'r', confirm: '5' };
  expect((await call(action, 'owner', { ...elsewhere, fields })).status).toBe(404);
  const wrong = { id: invalidationId, fields: { ...fields, confirm: '6' } };
  expect((await call(action, 'owner', wrong)).status).toBe(422);
});

test('a moderator gets the public list and not the addresses', async () => {
  const download = (what: string) =>
    call(route('exports_.download').action, 'moderator', { fields: { export: what } });
  const given = await download('signatures/public');
  expect(given.status).toBe(200);
  expect(given.headers.get('Content-Disposition')).toMatch(/^attachment; filename="a-letter-/);
  expect(Buffer.from(await given.arrayBuffer()).toString()).toMatch(/^\ufeffnumber,name,/);
  for (const what of ['signatures/full', 'signatures/letter', 'endorsements/full']) {
    expect((await download(what)).status).toBe(403);
  }
});

test('a wrong name sends nothing, and what was typed is still there', async () => {
  const before = await countRows();
  const fields = { intent: 'send', confirm: 'the Ambassador of another country' };
  const answer = await call(route('deliveries_.$id').action, 'owner', { fields });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    typed: { confirm: fields.confirm },
    refusal: { title: 'Nothing was sent', fieldId: 'confirm' },
  });
  expect(await countRows()).toEqual(before);
});
