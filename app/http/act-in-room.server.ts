import type { Context } from '~/context.server';
import { answerInRoom } from '~/domain/rooms/answer-in-room.server';
import { confirmReceipt } from '~/domain/rooms/confirm-receipt.server';
import { enterRoom } from '~/domain/rooms/enter-room.server';
import { receiptSchema, roomReplySchema } from '~/domain/rooms/room';
import type { MessageKey } from '~/i18n/translator';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';
import { clearRoomSession, readRoomSession, writeRoomSession } from './room-session.server';

type Status = 409 | 422 | 429 | 503;
export type RoomFault = { field: string; key: MessageKey; minutes: number };
type Acted =
  | { ok: true; done: string; cookie?: string }
  | { ok: false; status: Status; fault: RoomFault; retryAfter?: number };

function fault(status: Status, field: string, key: MessageKey): Acted {
  return { ok: false, status, fault: { field, key, minutes: 0 } };
}

/** Carries out what a form of the room asks for: enter, leave, receive, reply. */
export async function actInRoom(
  ctx: Context,
  request: Request,
  sent: { token: string; fields: FormFields; file: Buffer | null },
): Promise<Acted> {
  const { token, fields, file } = sent;
  if (fields.too_large) return fault(422, 'file', 'room.error.tooLarge');
  const key = { token, sessionId: readRoomSession(ctx, request) };
  switch (fields.intent) {
    case 'enter':
      return enter(ctx, { token, pin: fields.pin ?? '' });
    case 'leave':
      return { ok: true, done: '', cookie: clearRoomSession(ctx) };
    case 'receive': {
      const form = receiptSchema.safeParse({ ...fields });
      if (!form.success) {
        const field = String(form.error.issues[0]?.path[0]);
        return fault(422, field, 'room.error.nameLong');
      }
      const received = await confirmReceipt(ctx, { ...key, form: form.data });
      // Whoever lost the session meanwhile is asked for the PIN again.
      return { ok: true, done: received.ok ? 'received' : '' };
    }
    case 'reply':
      return reply(ctx, { ...key, fields, file });
    default:
      return notFound();
  }
}

async function enter(ctx: Context, input: { token: string; pin: string }): Promise<Acted> {
  const entered = await enterRoom(ctx, input);
  if (entered.ok) return { ok: true, done: '', cookie: writeRoomSession(ctx, entered.sessionId) };
  switch (entered.reason) {
    case 'busy':
      return fault(503, 'pin', 'room.error.busy');
    case 'wrong':
      return fault(422, 'pin', 'room.enter.wrong');
    case 'wait': {
      const minutes = Math.ceil(entered.seconds / 60);
      const told = { field: 'pin', key: 'room.enter.wait', minutes } as const;
      return { ok: false, status: 429, fault: told, retryAfter: entered.seconds };
    }
  }
}

const replyFaults = {
  empty: ['text', 'room.error.empty'],
  'too-many': ['text', 'room.error.many'],
  'scan-unreadable': ['file', 'room.error.fileType'],
  'scan-too-large': ['file', 'room.error.fileLarge'],
  'scan-too-heavy': ['file', 'room.error.fileHeavy'],
} as const;

async function reply(
  ctx: Context,
  input: { token: string; sessionId: string | null; fields: FormFields; file: Buffer | null },
): Promise<Acted> {
  const { fields, file, ...key } = input;
  const form = roomReplySchema.safeParse({ ...fields });
  if (!form.success) return fault(422, 'text', 'room.error.textLong');
  const answered = await answerInRoom(ctx, { ...key, text: form.data.text, file });
  if (answered.ok) return { ok: true, done: 'replied' };
  // The words come back with the page that asks for the PIN again.
  if (answered.reason === 'closed') return fault(409, 'pin', 'room.error.closed');
  const [field, words] = replyFaults[answered.reason];
  return fault(422, field, words);
}
