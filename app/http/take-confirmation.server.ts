import type { AppLoadContext } from '@remix-run/node';
import { proofFields, stepUpField } from '~/components/desk/proof-fields';
import { confirmIdentity } from '~/domain/organisers/confirm-identity.server';
import type { SignedIn } from '~/domain/organisers/organiser';
import { deskRedirect } from './desk-response.server';
import { explainSignIn, orAway } from './explain-sign-in.server';
import { actorOf, readSessionId } from './organiser-session.server';
import { firstOfEach } from './read-form.server';
import { fieldOf, readProof } from './read-proof.server';
import { continueSession } from './start-session.server';

type Entries = [string, string][];
const own: ReadonlySet<string> = new Set([...Object.values(proofFields), stepUpField]);

/** What was typed on the page before, to be handed on; the fields of the confirmation are not. */
export function carriedFrom(entries: Entries): Entries {
  return entries.filter(([name]) => !own.has(name));
}

/** Whether the form is the confirmation's, and not one that the browser was sent here with. */
export function isConfirmation(entries: Entries): boolean {
  return entries.some(([name]) => name === stepUpField);
}

/**
 * Checks the second factor of a confirmation. When it is right: back to where it was asked for, with
 * the form that was on its way (307, so the browser sends it again) or without one (303).
 */
export async function takeConfirmation(
  where: { request: Request; context: AppLoadContext },
  given: { organiser: SignedIn; entries: Entries; back: string },
) {
  const { request, context } = where;
  const { organiser, entries, back } = given;
  const asking = 'Nothing was done yet';
  const fields = firstOfEach(entries);
  const proof = readProof(fields);
  if (!proof) {
    return { ok: false as const, ...explainSignIn({ reason: 'empty', fieldId: 'code' }, asking) };
  }
  const answer = await orAway(() =>
    confirmIdentity(context.ctx, {
      organiserId: organiser.id,
      email: organiser.email,
      sessionId: readSessionId(request, context) ?? '',
      proof,
      network: context.clientNetwork,
      actor: actorOf(organiser, context),
    }),
  );
  if (answer.ok) {
    const status = fields[stepUpField] === 'form' ? 307 : 303;
    return {
      ok: true as const,
      response: continueSession(context, answer.sessionId, back, status),
    };
  }
  if (answer.reason === 'signed-out') {
    return { ok: true as const, response: deskRedirect('/organise/sign-in') };
  }
  const why =
    answer.reason === 'wrong' ? { reason: 'wrong' as const, fieldId: fieldOf(proof) } : answer;
  return { ok: false as const, ...explainSignIn(why, asking) };
}
