import { randomInt } from 'node:crypto';
import type { Context } from '~/context.server';
import { insertRoom, revokeRoom } from '~/db/delivery-rooms.server';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { type DeliveryInput, withDelivery } from '../deliveries/with-delivery.server';
import { hashPassphrase } from '../factors/passphrase-hash.server';
import { actorKey } from '../organisers/name-actors.server';

/** Both are shown once and stored as hashes; they go to the addressee by two channels. */
type OpenedRoom = { token: string; pin: string };

/**
 * Opens the room of a delivery, and closes the one before it: its link and its PIN stop working at
 * once. Rejects with `LaneFull` under a flood.
 */
export async function openRoom(
  ctx: Context,
  input: DeliveryInput,
): Promise<Result<OpenedRoom, 'not-found' | 'withdrawn'>> {
  const token = newToken();
  const pin = String(randomInt(0, 100_000_000)).padStart(8, '0');
  const pinHash = await hashPassphrase(pin);
  return withDelivery<OpenedRoom, 'withdrawn'>(ctx, input, async (trx, row) => {
    if (row.state === 'withdrawn') return { ok: false, reason: 'withdrawn' };
    const renewed = await revokeRoom(trx, row.id);
    await insertRoom(trx, {
      delivery_id: row.id,
      token_hash: hashToken(token),
      pin_hash: pinHash,
      created_by: actorKey(input.actor),
    });
    await recordAudit(trx, {
      actor: input.actor,
      action: renewed ? 'room.renewed' : 'room.opened',
      letterId: row.letter_id,
      object: { kind: 'delivery', id: row.id },
      details: { target: row.target },
    });
    return { ok: true, token, pin };
  });
}
