import { findCapturedMail } from '~/db/captured-mails.server';
import type { Database } from '~/db/client.server';
import type { Keyring } from '~/primitives/keyring.server';
import { type CapturedMail, captureSeal, unpackCapture } from './captured-mail.server';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One captured mail with its raw bytes; null for an id that does not exist, whatever its shape. */
export async function readCapturedMail(
  source: { db: Database; keyring: Keyring },
  id: string,
): Promise<(CapturedMail & { raw: Buffer }) | null> {
  const row = uuid.test(id) ? await findCapturedMail(source.db, id) : undefined;
  if (!row) return null;
  const { head, raw } = unpackCapture(source.keyring.unsealBytes(row.sealed, captureSeal(row.id)));
  return { id: row.id, receivedAt: row.received_at.toISOString(), ...head, raw };
}
