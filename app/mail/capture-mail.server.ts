import { randomUUID } from 'node:crypto';
import { insertCapturedMail } from '~/db/captured-mails.server';
import type { Transaction } from '~/db/client.server';
import type { Keyring } from '~/primitives/keyring.server';
import { type CapturedHead, captureSeal, packCapture } from './captured-mail.server';

/** Keeps a mail, sealed, that would otherwise have left; in the caller's transaction. */
export async function captureMail(
  keyring: Keyring,
  trx: Transaction,
  mail: CapturedHead & { raw: Buffer },
): Promise<void> {
  const { raw, ...head } = mail;
  const id = randomUUID();
  await insertCapturedMail(trx, {
    id,
    sealed: keyring.sealBytes(packCapture(head, raw), captureSeal(id)),
  });
}
