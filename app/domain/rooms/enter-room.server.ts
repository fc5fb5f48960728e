import type { Context } from '~/context.server';
import { findRoomByToken, insertRoomSession, insertRoomView } from '~/db/delivery-rooms.server';
import { countTries, forgetTries } from '~/db/limit-counters.server';
import { hashToken, newToken } from '~/primitives/keyring.server';
import { LaneFull } from '~/primitives/lane';
import type { Result } from '~/primitives/result';
import { passphraseMatches } from '../factors/passphrase-hash.server';
import { readPin, roomEndsAfter, roomSessionLasts, triesAnywhere, triesOfRoom } from './room';

/**
 * Opens a session of a room for whoever has its link and its PIN. A link that is unknown, revoked or
 * over is refused as a wrong PIN is, after as much work, so that nobody learns which it was. Every
 * try counts until the right one: five an hour for a link and two hundred for all rooms together;
 * beyond them no PIN is looked at (`wait`, in seconds). `busy` under a flood.
 */
export async function enterRoom(
  ctx: Context,
  input: { token: string; pin: string },
): Promise<
  Result<{ sessionId: string }, 'wrong' | 'busy'> | { ok: false; reason: 'wait'; seconds: number }
> {
  const tokenHash = hashToken(input.token);
  const key = ctx.keyring.blindIndex('room-pin', tokenHash.toString('hex'));
  const room = await findRoomByToken(ctx.db, tokenHash, roomEndsAfter);
  const live = room && !room.ended ? room : null;
  const everywhere = ctx.keyring.blindIndex('room-pin', 'anywhere');
  const counted = [
    ...(await countTries(ctx.db, key, [triesOfRoom])),
    // Links that lead nowhere must not use up what the rooms that exist have together.
    ...(live ? await countTries(ctx.db, everywhere, [triesAnywhere]) : []),
  ];
  const waits = counted.flatMap(({ policy, count, secondsLeft }) => {
    const { points } = policy === triesOfRoom.policy ? triesOfRoom : triesAnywhere;
    return count > points ? [Math.max(1, secondsLeft)] : [];
  });
  if (waits.length > 0) return { ok: false, reason: 'wait', seconds: Math.max(...waits) };
  const pin = readPin(input.pin);
  let right = false;
  try {
    right = await passphraseMatches(live?.pin_hash ?? null, pin ?? '');
  } catch (error) {
    if (error instanceof LaneFull) return { ok: false, reason: 'busy' };
    throw error;
  }
  if (!live || !right) return { ok: false, reason: 'wrong' };
  await forgetTries(ctx.db, key, [triesOfRoom.policy]);
  const sessionId = newToken();
  await ctx.db.transaction().execute(async (trx) => {
    const idHash = hashToken(sessionId);
    await insertRoomSession(trx, { idHash, roomId: live.id, lasts: roomSessionLasts });
    await insertRoomView(trx, live.id, 'entered');
  });
  return { ok: true, sessionId };
}
