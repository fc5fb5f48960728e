import type { AppLoadContext } from '@remix-run/node';
import { askForLink } from '~/domain/organisers/ask-for-link.server';
import { signInWithPasskey } from '~/domain/organisers/sign-in-with-passkey.server';
import { signInWithPassphrase } from '~/domain/organisers/sign-in-with-passphrase.server';
import { parseEmailAddress } from '~/primitives/email-address';
import { deskRedirect } from './desk-response.server';
import { explainSignIn, orAway, refuseSignIn } from './explain-sign-in.server';
import type { FormFields } from './read-form.server';
import { readProof } from './read-proof.server';
import { startSecondHalf, startSession } from './start-session.server';
import { evenTime, takeAtLeast } from './take-at-least.server';

type Where = { request: Request; context: AppLoadContext };

/** Well above one hash of a passphrase, so that no clock tells which address has an account. */
const evenSignIn = 3 * evenTime;

/** What the sign-in page asks for: by a passkey, by a link in the mail, or by a passphrase. */
export async function takeSignIn(where: Where, fields: FormFields) {
  const { context } = where;
  const typed = fields.email ?? '';
  const proof = readProof(fields);
  if (proof?.kind === 'passkey') return byPasskey(where, proof, typed);
  const email = parseEmailAddress(typed);
  if (!email) return refuseAddress(context, typed);
  const { passphrase = '', intent } = fields;
  if (intent === 'link' || (intent !== 'passphrase' && passphrase === '')) {
    return byLink(where, email);
  }
  if (passphrase === '') {
    const text = 'Enter your passphrase, or ask for a link by mail below';
    const refusal = { title: 'There is a problem', text, fieldId: 'passphrase' };
    return refuseSignIn(context, { status: 422, refusal }, typed);
  }
  return byPassphrase(where, email, passphrase);
}

function refuseAddress(context: AppLoadContext, typed: string) {
  const text = typed.trim()
    ? 'Enter the email address in the correct format, like name@example.org'
    : 'Enter your email address';
  const refusal = { title: 'There is a problem', text, fieldId: 'email' };
  return refuseSignIn(context, { status: 422, refusal }, typed);
}

async function byLink({ context }: Where, email: string) {
  const network = context.clientNetwork;
  const asked = await orAway(() =>
    takeAtLeast(evenTime, () => askForLink(context.ctx, { email, network })),
  );
  if (asked.ok) return deskRedirect('/organise/sign-in?sent');
  return refuseSignIn(context, explainSignIn(asked), email);
}

async function byPasskey(where: Where, shown: { response: string; offer: string }, typed: string) {
  const { ctx, clientNetwork: network } = where.context;
  const answer = await orAway(() => signInWithPasskey(ctx, { ...shown, network }));
  if (answer.ok) return startSession(where, answer.sessionId);
  if (answer.reason !== 'refused') return refuseSignIn(where.context, explainSignIn(answer), typed);
  const text = 'This passkey does not fit any account here. Use another one, or another way';
  const refusal = { title: 'You are not signed in yet', text };
  return refuseSignIn(where.context, { status: 422, refusal }, typed);
}

async function byPassphrase(where: Where, email: string, passphrase: string) {
  const { ctx, clientNetwork: network } = where.context;
  const answer = await orAway(() =>
    takeAtLeast(evenSignIn, () => signInWithPassphrase(ctx, { email, passphrase, network })),
  );
  if (answer.ok) return startSession(where, answer.sessionId);
  if (answer.reason === 'second-factor') return startSecondHalf(where.context, answer.stepId);
  return refuseSignIn(where.context, explainSignIn(answer), email);
}
