import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockAuthenticator, spendRecoveryCode, spendStep } from '~/db/factors.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { recordAudit } from '../audit/record-audit.server';
import { stepOfCode } from './authenticator.server';
import { checkPasskey } from './check-passkey.server';
import type { Proof } from './factor';
import { recoveryCodeIndex } from './recovery-code.server';
import { unsealAuthenticator } from './sealed-factor.server';
import { tellOfChange } from './tell-of-change.server';

/**
 * Whether a proof is right for this organiser; it is used up by that. A code of an app is good once,
 * a recovery code once, an answer of a passkey once. Whoever calls holds the organiser's lock.
 */
export async function proveFactor(
  ctx: Context,
  trx: Transaction,
  organiser: { id: string; sealed: Buffer },
  proof: Proof,
): Promise<boolean> {
  switch (proof.kind) {
    case 'authenticator':
      return spendCode(ctx, trx, organiser.id, proof.code);
    case 'recovery-code':
      return spendRecovery(ctx, trx, organiser, proof.code);
    case 'passkey':
      return checkPasskey(ctx, trx, { organiserId: organiser.id, ...proof });
    default:
      throw new Error(proof satisfies never);
  }
}

async function spendCode(
  ctx: Context,
  trx: Transaction,
  organiserId: string,
  code: string,
): Promise<boolean> {
  const row = await lockAuthenticator(trx, organiserId);
  if (!row) return false;
  const secret = unsealAuthenticator(ctx, organiserId, row.sealed);
  const step = stepOfCode(secret, code, await readDatabaseClock(trx));
  if (step === null || step <= row.last_step) return false;
  await spendStep(trx, organiserId, step);
  return true;
}

async function spendRecovery(
  ctx: Context,
  trx: Transaction,
  organiser: { id: string; sealed: Buffer },
  code: string,
): Promise<boolean> {
  const index = recoveryCodeIndex(ctx, organiser.id, code);
  if (!(await spendRecoveryCode(trx, organiser.id, index))) return false;
  await recordAudit(trx, {
    actor: { kind: 'organiser', organiserId: organiser.id },
    action: 'organiser.recovery-code-used',
    object: { kind: 'organiser', id: organiser.id },
  });
  await tellOfChange(ctx, trx, organiser, 'recovery-code-used');
  return true;
}
