import { findCapturedMails } from '~/db/captured-mails.server';
import type { Database } from '~/db/client.server';
import type { Keyring } from '~/primitives/keyring.server';
import { type CapturedMail, captureSeal, unpackCapture } from './captured-mail.server';

/** The newest captured mails, newest first, without their bytes. */
export async function listCapturedMails(
  source: { db: Database; keyring: Keyring },
  limit = 1000,
): Promise<CapturedMail[]> {
  const rows = await findCapturedMails(source.db, limit);
  return rows.map((row) => {
    const { head } = unpackCapture(source.keyring.unsealBytes(row.sealed, captureSeal(row.id)));
    return { id: row.id, receivedAt: row.received_at.toISOString(), ...head };
  });
}
