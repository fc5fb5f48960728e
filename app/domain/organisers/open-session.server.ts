import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertSession } from '~/db/organisers.server';
import { insertStep } from '~/db/sign-in-steps.server';
import { hashToken, newToken } from '~/primitives/keyring.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Organiser, OrganiserRole } from './organiser';
import { unsealOrganiser } from './sealed-organiser.server';

type Row = { id: string; role: string | null; sealed: Buffer };

/** What proved who it is, first and second; null without a second. */
export type Entrance = {
  enteredBy: 'link' | 'passphrase' | 'passkey';
  factor: 'authenticator' | 'recovery-code' | 'passkey' | null;
};

/** Opens a session; the id returned is the cookie's whole content, and only its hash is stored. */
export async function openSession(
  ctx: Context,
  trx: Transaction,
  row: Row,
  { enteredBy, factor }: Entrance,
): Promise<{ sessionId: string; organiser: Organiser }> {
  const sessionId = newToken();
  const idHash = hashToken(sessionId);
  const withFactor = factor !== null;
  await insertSession(trx, { idHash, organiserId: row.id, enteredBy, withFactor });
  await recordAudit(trx, {
    actor: { kind: 'organiser', organiserId: row.id },
    action: 'organiser.signed-in',
    object: { kind: 'organiser', id: row.id },
    details: { first: enteredBy, second: factor },
  });
  const { email } = unsealOrganiser(ctx, row);
  return { sessionId, organiser: { id: row.id, email, role: row.role as OrganiserRole } };
}

/** Notes that the first half of a sign-in is proven; the id returned leads to the second. */
export async function openStep(
  trx: Transaction,
  organiserId: string,
  enteredBy: 'link' | 'passphrase',
): Promise<string> {
  const stepId = newToken();
  await insertStep(trx, { idHash: hashToken(stepId), organiserId, enteredBy });
  return stepId;
}
