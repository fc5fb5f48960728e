import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { correctLine } from '~/domain/deliveries/correct-line.server';
import { deliveryStates, publicLedgerStates } from '~/domain/deliveries/delivery';
import { recordableStates } from '~/domain/deliveries/ledger';
import { listPublicLedger } from '~/domain/deliveries/list-public-ledger.server';
import { publicWords } from '~/domain/deliveries/public-words';
import { readEvidence } from '~/domain/deliveries/read-evidence.server';
import { readLedger } from '~/domain/deliveries/read-ledger.server';
import { recordByHand } from '~/domain/deliveries/record-by-hand.server';
import { recordDeliveryBounce } from '~/domain/deliveries/record-delivery-bounce.server';
import { locales } from '~/i18n/locale';
import { minutes } from '~/primitives/duration';
import { writeLocalTime } from '~/primitives/local-time';
import { createTestContext, type TestContext } from '../../support/database';
import { acceptedDelivery, frozenDelivery, line, move, stateOf } from '../../support/deliveries';
import { createLetter, slug } from '../../support/letter';
import { organiserActor } from '../../support/paper';

let test$: TestContext;
let ctx: Context;
let letterId: string;
let actor: Awaited<ReturnType<typeof organiserActor>>;

beforeEach(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  actor = await organiserActor(ctx, 'deliverer@desk.example', 'deliverer');
});
afterEach(() => test$.drop());

async function record(id: string, typed: Parameters<typeof line>[0], file: Buffer | null = null) {
  return recordByHand(ctx, { slug, id, form: line(typed), file, actor });
}

async function ledgerOf(id: string) {
  const found = await readLedger(ctx, { slug, id });
  if (!found.ok) throw new Error(found.reason);
  return found.ledger;
}

describe('an organiser who handed the letter over', () => {
  test('records when, to whom, and a photo that nobody outside ever gets', async () => {
    const id = await frozenDelivery(ctx, 'front-desk');
    const photo = await sharp({
      create: { width: 40, height: 30, channels: 3, background: 'white' },
    })
      .withExif({ IFD0: { Artist: 'Somebody at home' } })
      .jpeg()
      .toBuffer();
    const recorded = await record(id, { who: 'Olena at the desk', note: 'stamped' }, photo);
    expect(recorded.ok).toBe(true);
    expect(await stateOf(ctx, id)).toBe('accepted');
    const { lines } = await ledgerOf(id);
    expect(lines.map(({ state }) => state)).toEqual(['prepared', 'accepted']);
    expect(lines[1]).toMatchObject({
      evidenceKind: 'receipt',
      recordedBy: 'deliverer@desk.example',
      note: { who: 'Olena at the desk', note: 'stamped' },
      fileKept: true,
    });
    const eventId = lines[1]?.id ?? 0;
    const file = await readEvidence(ctx, { slug, id, eventId, actor });
    if (!file.ok) throw new Error(file.reason);
    expect(file.bytes.includes('Somebody at home')).toBe(false);
    const stored = await ctx.db.selectFrom('delivery_evidence').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain('Olena');
    expect(stored[0]?.sealed_file?.includes(file.bytes.subarray(0, 64))).toBe(false);
    const shown = JSON.stringify(await listPublicLedger(ctx, letterId));
    expect(shown).not.toMatch(/Olena|stamped|receipt/);
  });

  test('cannot record what has not happened yet, nor before the copy was frozen', async () => {
    const id = await frozenDelivery(ctx, 'front-desk');
    const at = (shift: number) => writeLocalTime(new Date(Date.now() + shift), 'Asia/Seoul');
    expect(await record(id, { happenedAt: at(minutes(5)) })).toMatchObject({ reason: 'in-future' });
    expect(await record(id, { happenedAt: at(-minutes(90)) })).toMatchObject({
      reason: 'before-frozen',
    });
    expect(await stateOf(ctx, id)).toBe('prepared');
  });

  test('keeps the form when the file is a page that runs a script', async () => {
    const id = await frozenDelivery(ctx, 'front-desk');
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    expect(await record(id, {}, page)).toMatchObject({ reason: 'scan-unreadable' });
    expect((await ledgerOf(id)).lines).toHaveLength(1);
  });

  test('takes a second copy of the same version for the same place for none', async () => {
    const first = await frozenDelivery(ctx, 'front-desk');
    const second = await frozenDelivery(ctx, 'front-desk');
    expect((await record(first, {})).ok).toBe(true);
    expect(await record(second, {})).toMatchObject({ reason: 'already-sent' });
  });

  test('records one step, however often the button is pressed at once', async () => {
    const id = await frozenDelivery(ctx, 'front-desk');
    const answers = await Promise.all([1, 2, 3, 4].map(() => record(id, {})));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await ledgerOf(id)).lines).toHaveLength(2);
  });
});

describe('a mistaken line', () => {
  test('is corrected by a further one, and the page says what was true before', async () => {
    const id = await acceptedDelivery(ctx);
    const wrong = await record(id, { state: 'answered', evidence: 'reply' });
    if (!wrong.ok) throw new Error(wrong.reason);
    const { eventId } = wrong;
    const why = 'It was the answer to another letter';
    expect(await correctLine(ctx, { slug, id, eventId, why, actor })).toEqual({ ok: true });
    expect(await stateOf(ctx, id)).toBe('accepted');
    const { lines, correctable } = await ledgerOf(id);
    expect(lines.at(-2)).toMatchObject({ state: 'answered', corrected: true });
    expect(lines.at(-1)).toMatchObject({
      evidence: 'corrected: not answered',
      note: { note: why },
    });
    expect(correctable).toBeNull();
    const [entry] = await listPublicLedger(ctx, letterId);
    expect(entry?.steps.map(({ state }) => state)).toEqual(['accepted']);
    expect(await correctLine(ctx, { slug, id, eventId, why, actor })).toMatchObject({
      reason: 'not-correctable',
    });
    expect((await record(id, { state: 'acknowledged' })).ok).toBe(true);
  });

  test('is none where a mail server said it', async () => {
    const id = await acceptedDelivery(ctx);
    const eventId = (await ledgerOf(id)).lines.at(-1)?.id ?? 0;
    const corrected = await correctLine(ctx, { slug, id, eventId, why: 'No', actor });
    expect(corrected).toMatchObject({ reason: 'not-correctable' });
  });

  test('cannot be rubbed out, not even in the database', async () => {
    await acceptedDelivery(ctx);
    await expect(ctx.db.deleteFrom('delivery_events').execute()).rejects.toThrow(/append-only/);
  });
});

describe('a report that the letter came back', () => {
  test('is on record with its status code, and takes the claim out of the page', async () => {
    const id = await acceptedDelivery(ctx);
    const recipients = [{ action: 'failed' as const, status: '5.1.1' }];
    expect((await recordDeliveryBounce(ctx, { deliveryId: id, recipients, actor })).ok).toBe(true);
    expect((await ledgerOf(id)).lines.at(-1)).toMatchObject({
      state: 'bounced',
      evidence: 'status 5.1.1',
    });
    const [entry] = await listPublicLedger(ctx, letterId);
    expect(entry?.state).toBe('bounced');
  });

  test('changes nothing while the server only says that it takes longer', async () => {
    const id = await acceptedDelivery(ctx);
    const recipients = [{ action: 'delayed' as const, status: '4.4.1' }];
    expect(await recordDeliveryBounce(ctx, { deliveryId: id, recipients, actor })).toMatchObject({
      reason: 'nothing-failed',
    });
    expect(await stateOf(ctx, id)).toBe('accepted');
  });
});

describe('the public is told', () => {
  const channels = ['email', 'hand', 'post', 'fax'] as const;
  const cases = deliveryStates.flatMap((state) =>
    channels.flatMap((channel) => locales.map((locale) => ({ state, channel, locale }))),
  );
  test.each(cases)('$state by $channel in $locale', ({ state, channel, locale }) => {
    const words = publicWords({ state, channel, addressee: 'ADDRESSEE' }, locale);
    const said = publicLedgerStates.some((one) => one === state);
    if (!said) return expect(words).toBeNull();
    expect(words).toContain('ADDRESSEE');
    expect(words).not.toMatch(/\bdelivered\b(?<!undelivered)|{|}/);
  });

  test('different things of each channel, and only that a mail server took a mail', () => {
    const words = channels.map((channel) =>
      publicWords({ state: 'accepted', channel, addressee: 'X' }, 'en'),
    );
    expect(new Set(words).size).toBe(4);
    expect(words[0]).toBe('Accepted by the mail server of X');
  });
});

test('nobody can record that a mail server accepted what was never sent', async () => {
  const id = await frozenDelivery(ctx);
  expect(recordableStates('prepared', 'email')).toEqual(['withdrawn']);
  expect(await record(id, {})).toMatchObject({ reason: 'not-allowed' });
  await move(ctx, id, 'email', 'queued', 'sending', 'unknown');
  expect((await record(id, { evidence: 'message-id' })).ok).toBe(true);
});
