import { randomUUID } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { PassphraseFault } from '~/domain/factors/passphrase-fault';
import type { OwnAccount, OwnFactorRefusal } from '~/domain/factors/with-own-factors.server';
import type { SignedIn } from '~/domain/organisers/organiser';
import { deskRedirect, refuseForm } from './desk-response.server';
import { nextSetUpPage } from './next-set-up-page.server';
import { actorOf, readSessionId } from './organiser-session.server';
import { continueSession } from './start-session.server';

type Where = { request: Request; context: AppLoadContext };
type Reason =
  | PassphraseFault
  | OwnFactorRefusal
  | 'wrong-current'
  | 'busy'
  | 'outdated'
  | 'wrong-code'
  | 'not-verified'
  | 'known'
  | 'too-many-passkeys'
  | 'not-found';
type Told = { status: 409 | 422 | 503; text: string; fieldId?: string };

/** The organiser at work on their own account, as the use cases take it. */
export function ownAccount({ request, context }: Where, organiser: SignedIn): OwnAccount {
  return {
    organiserId: organiser.id,
    sessionId: readSessionId(request, context) ?? '',
    actor: actorOf(organiser, context),
  };
}

const reasons: Record<Exclude<Reason, 'signed-out'>, Told> = {
  'too-short': {
    status: 422,
    text: 'Use at least 12 signs. Four words that have nothing to do with each other are good',
    fieldId: 'passphrase',
  },
  'too-long': { status: 422, text: 'Use at most 128 signs', fieldId: 'passphrase' },
  common: {
    status: 422,
    text: 'This is made of words, years or rows of keys that are tried first. Choose another one; four words that have nothing to do with each other are good',
    fieldId: 'passphrase',
  },
  'about-you': {
    status: 422,
    text: 'This is made of your address or the name of this site. Choose another one',
    fieldId: 'passphrase',
  },
  'wrong-current': {
    status: 422,
    text: 'This is not your passphrase of now. Forgotten? Sign out, and sign in by a link in your mail; then it is not asked for',
    fieldId: 'current',
  },
  busy: { status: 503, text: 'The server is busy. Try again in a moment' },
  outdated: {
    status: 409,
    text: 'This page was open too long. It shows something new now: use that',
  },
  'wrong-code': {
    status: 422,
    text: 'The code does not fit. Wait for the next one, and check that the clock of your phone is right',
    fieldId: 'code',
  },
  'not-verified': { status: 422, text: 'What the device answered does not fit. Try once more' },
  known: { status: 409, text: 'This passkey is in use already' },
  'too-many-passkeys': { status: 409, text: 'There are 20 passkeys already. Remove one first' },
  'last-factor': {
    status: 409,
    text: 'Your account would have no second factor left. Add another one first',
  },
  'not-found': { status: 409, text: 'It is gone already. The page shows how it stands now' },
};

/**
 * What follows a change of one's own account: on with the renewed session, to the next step of the
 * set-up or back to the account; or the page again with what was wrong. No secret is sent back.
 */
export async function afterChange<Kept extends object>(
  where: Where,
  organiser: SignedIn,
  answer: { ok: true; sessionId: string } | { ok: false; reason: Reason },
  page: { done: string; kept: Kept },
) {
  const { context } = where;
  if (answer.ok) {
    const next = await nextSetUpPage(context.ctx, organiser);
    const path = next ?? `/organise/account?${page.done}`;
    return continueSession(context, answer.sessionId, path);
  }
  if (answer.reason === 'signed-out') return deskRedirect('/organise/sign-in');
  const { status, text, fieldId } = reasons[answer.reason];
  const refusal: Refusal = { title: 'Your account is as it was', text, fieldId };
  return refuseForm(context, status, { refusal, attempt: randomUUID(), ...page.kept });
}
