import { proofFields } from '~/components/desk/proof-fields';
import type { Proof } from '~/domain/factors/factor';
import type { FormFields } from './read-form.server';

/** What a form shows as second factor, the first of: passkey, recovery code, code; null for none. */
export function readProof(fields: FormFields): Proof | null {
  const response = fields[proofFields.passkey] ?? '';
  if (response) return { kind: 'passkey', response, offer: fields[proofFields.offer] ?? '' };
  const recoveryCode = fields[proofFields.recoveryCode]?.trim() ?? '';
  if (recoveryCode) return { kind: 'recovery-code', code: recoveryCode };
  const code = fields[proofFields.code]?.trim() ?? '';
  return code ? { kind: 'authenticator', code } : null;
}

/** The id of the field in which a refused proof was typed; none for a passkey. */
export function fieldOf(proof: Proof): string | undefined {
  if (proof.kind === 'passkey') return undefined;
  return proof.kind === 'authenticator' ? 'code' : 'recoveryCode';
}
