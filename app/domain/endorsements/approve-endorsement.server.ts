import type { Context } from '~/context.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import {
  type DecisionInput,
  type DecisionRefusal,
  decideEndorsement,
} from './decide-endorsement.server';
import type { AuthorityBasis } from './endorsement';
import { type Proof, proofFileType } from './proof.server';

/** In UTF-16 units, for each of who authorised and the note. */
export const longestProofNote = 300;

/**
 * Puts a waiting organisation on the letter, with the basis on which its authority was accepted,
 * who authorised it and the document that shows it. A signed letter has to be given, or the note
 * has to say where it is kept. Refuses a file that is no PDF, PNG or JPEG, and notes over 300.
 */
export async function approveEndorsement(
  ctx: Context,
  input: DecisionInput & { authorityBasis: AuthorityBasis; proof?: Proof },
): Promise<
  Result<object, DecisionRefusal | 'proof-missing' | 'proof-unreadable' | 'proof-note-too-long'>
> {
  const { authorityBasis } = input;
  const { file = null, ...notes } = input.proof ?? { authorisedBy: '', note: '' };
  const proof = { authorisedBy: cleanLine(notes.authorisedBy), note: cleanLine(notes.note), file };
  if (file && !proofFileType(file)) return { ok: false, reason: 'proof-unreadable' };
  if (Math.max(proof.authorisedBy.length, proof.note.length) > longestProofNote) {
    return { ok: false, reason: 'proof-note-too-long' };
  }
  if (authorityBasis === 'signed-letter' && !file && !proof.note) {
    return { ok: false, reason: 'proof-missing' };
  }
  return decideEndorsement(ctx, input, { state: 'approved', authorityBasis, proof });
}
