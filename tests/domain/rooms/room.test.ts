import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { readLedger } from '~/domain/deliveries/read-ledger.server';
import { listReplies } from '~/domain/replies/list-replies.server';
import { answerInRoom } from '~/domain/rooms/answer-in-room.server';
import { closeRoom } from '~/domain/rooms/close-room.server';
import { confirmReceipt } from '~/domain/rooms/confirm-receipt.server';
import { enterRoom } from '~/domain/rooms/enter-room.server';
import { openRoom } from '~/domain/rooms/open-room.server';
import { readRoom } from '~/domain/rooms/read-room.server';
import { readRoomDocument } from '~/domain/rooms/read-room-document.server';
import { viewRooms } from '~/domain/rooms/view-rooms.server';
import { createTestContext, type TestContext } from '../../support/database';
import { acceptedDelivery, frozenDelivery, stateOf } from '../../support/deliveries';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
let ctx: Context;
let id: string;
const actor = { kind: 'operator' } as const;

beforeEach(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  await createLetter(ctx);
  id = await acceptedDelivery(ctx);
});
afterEach(() => test$.drop());

async function opened(deliveryId = id) {
  const room = await openRoom(ctx, { slug, id: deliveryId, actor });
  if (!room.ok) throw new Error(room.reason);
  return room;
}

async function entered() {
  const { token, pin } = await opened();
  const inside = await enterRoom(ctx, { token, pin });
  if (!inside.ok) throw new Error(inside.reason);
  return { token, sessionId: inside.sessionId };
}

function wrongPin(pin: string): string {
  return pin.startsWith('0') ? `1${pin.slice(1)}` : `0${pin.slice(1)}`;
}

describe('the desk officer', () => {
  test('reads the very copy that was sent, with link and PIN', async () => {
    const key = await entered();
    const found = await readRoom(ctx, key, { noted: true });
    if (!found.ok) throw new Error(found.reason);
    expect(found.room.snapshot.slug).toBe(slug);
    const pdf = await readRoomDocument(ctx, { ...key, document: 'pdf' });
    const frozen = await readDeliveryDocument(ctx, { id, document: 'pdf' });
    if (!pdf.ok || !frozen.ok) throw new Error('no PDF');
    expect(pdf.bytes.equals(frozen.bytes)).toBe(true);
    const annex = await readRoomDocument(ctx, { ...key, document: 'annex' });
    expect(annex).toMatchObject({ reason: 'not-found' });
  });

  test('says "we have received it" once, with a reference number that stays private', async () => {
    const key = await entered();
    const form = { name: 'Consular section', reference: 'UA-17/2026' };
    await Promise.all([1, 2, 3].map(() => confirmReceipt(ctx, { ...key, form })));
    expect(await stateOf(ctx, id)).toBe('acknowledged');
    const found = await readLedger(ctx, { slug, id });
    if (!found.ok) throw new Error(found.reason);
    const lines = found.ledger.lines.filter(({ state }) => state === 'acknowledged');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      evidence: 'in the room',
      evidenceKind: 'room',
      note: { who: 'Consular section', note: 'Reference: UA-17/2026' },
    });
  });

  test('answers with words and a PDF, sealed, once however often it is sent', async () => {
    const key = await entered();
    const file = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
    const reply = { ...key, text: 'We will look into it.', file };
    expect(await answerInRoom(ctx, reply)).toEqual({ ok: true });
    expect(await answerInRoom(ctx, reply)).toEqual({ ok: true });
    expect(await stateOf(ctx, id)).toBe('answered');
    const listed = await listReplies(ctx, { slug, withUnassigned: false });
    if (!listed.ok) throw new Error(listed.reason);
    expect(listed.replies).toHaveLength(1);
    expect(listed.replies[0]).toMatchObject({
      source: 'room',
      kind: 'substantive',
      words: { text: 'We will look into it.' },
    });
    const stored = JSON.stringify(await ctx.db.selectFrom('replies').selectAll().execute());
    expect(stored).not.toContain('look into it');
  });

  test('is told when the file is none that can be taken, and nothing is lost', async () => {
    const key = await entered();
    const script = Buffer.from('%PDF-1.4 /JavaScript (app.alert(1)) %%EOF');
    expect(await answerInRoom(ctx, { ...key, text: 'Yes', file: script })).toMatchObject({
      reason: 'scan-unreadable',
    });
    expect(await answerInRoom(ctx, { ...key, text: '', file: null })).toMatchObject({
      reason: 'empty',
    });
    expect(await stateOf(ctx, id)).toBe('accepted');
  });
});

describe('somebody who guesses', () => {
  test('has five tries an hour, and then the right PIN opens nothing either', async () => {
    const { token, pin } = await opened();
    for (let n = 0; n < 5; n += 1) {
      expect(await enterRoom(ctx, { token, pin: wrongPin(pin) })).toEqual({
        ok: false,
        reason: 'wrong',
      });
    }
    const sixth = await enterRoom(ctx, { token, pin });
    expect(sixth).toMatchObject({ ok: false, reason: 'wait' });
  });

  test('learns nothing of a link: unknown, closed and open ones refuse alike', async () => {
    const { token, pin } = await opened();
    const unknown = await enterRoom(ctx, { token: 'x'.repeat(32), pin: '12345678' });
    await closeRoom(ctx, { slug, id, actor });
    const closed = await enterRoom(ctx, { token, pin });
    const open = await enterRoom(ctx, { token: (await opened()).token, pin: 'no digits' });
    expect([unknown, closed, open]).toEqual(Array(3).fill({ ok: false, reason: 'wrong' }));
  });

  test('finds neither token nor PIN in the database', async () => {
    const { token, pin } = await opened();
    const rows = await ctx.db.selectFrom('delivery_rooms').selectAll().execute();
    const stored = rows.map((row) => JSON.stringify(row) + row.token_hash.toString('latin1'));
    expect(stored.join()).not.toContain(token);
    expect(stored.join()).not.toContain(pin);
    expect(rows[0]?.pin_hash).toMatch(/^\$argon2id\$/);
  });
});

describe('a session', () => {
  test('of one room opens no other', async () => {
    const key = await entered();
    const other = await opened(await frozenDelivery(ctx, 'front-desk'));
    const crossed = { token: other.token, sessionId: key.sessionId };
    expect(await readRoom(ctx, crossed, { noted: true })).toMatchObject({ reason: 'closed' });
  });

  test('ends after twelve hours, with the room, and when the room is renewed', async () => {
    const key = await entered();
    await ctx.db
      .updateTable('room_sessions')
      .set({ expires_at: sql<Date>`now() - interval '1 second'` })
      .execute();
    expect(await readRoom(ctx, key, { noted: true })).toMatchObject({ reason: 'closed' });
    const again = await entered();
    await opened();
    expect(await readRoom(ctx, again, { noted: true })).toMatchObject({ reason: 'closed' });
    expect(
      await confirmReceipt(ctx, { ...again, form: { name: '', reference: '' } }),
    ).toMatchObject({
      reason: 'closed',
    });
  });

  test('ends thirty days after receipt was confirmed', async () => {
    const key = await entered();
    await confirmReceipt(ctx, { ...key, form: { name: '', reference: '' } });
    expect((await readRoom(ctx, key, { noted: true })).ok).toBe(true);
    await ctx.db
      .updateTable('delivery_rooms')
      .set({ received_at: sql<Date>`now() - interval '30 days 1 minute'` })
      .execute();
    expect(await readRoom(ctx, key, { noted: true })).toMatchObject({ reason: 'closed' });
  });
});

test('organisers see when the room was looked at, and nothing of who or from where', async () => {
  const key = await entered();
  await readRoom(ctx, key, { noted: true });
  await readRoomDocument(ctx, { ...key, document: 'pdf' });
  const seen = await viewRooms(ctx, { slug, id });
  if (!seen.ok) throw new Error(seen.reason);
  expect(seen.views.map(({ what }) => what)).toEqual(['pdf', 'letter', 'entered']);
  const columns = await sql<{ name: string }>`select column_name as name
    from information_schema.columns where table_name = 'room_views'`.execute(ctx.db);
  expect(columns.rows.map(({ name }) => name).toSorted()).toEqual(['at', 'id', 'room_id', 'what']);
});
