import { randomUUID } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import type { Refusal } from '~/components/desk/refusal-notice';
import { isDatabaseAway, retryAfterSeconds } from './database-away.server';
import { refuseForm } from './desk-response.server';

type Status = 422 | 429 | 503;
type Explained = { status: Status; refusal: Refusal; retryAfter?: number };

const title = 'You are not signed in yet';

/** What a refused try to sign in or to confirm says; the same whatever the account is. */
export function explainSignIn(
  answer:
    | { reason: 'refused' | 'wrong' | 'empty' | 'busy' | 'away'; fieldId?: string }
    | { reason: 'too-many'; seconds: number },
  asking = title,
): Explained {
  switch (answer.reason) {
    case 'refused':
      return {
        status: 422,
        refusal: {
          title: asking,
          text: 'Address and passphrase do not fit together. Check both, or ask for a link by mail',
          fieldId: 'passphrase',
        },
      };
    case 'wrong':
      return {
        status: 422,
        refusal: {
          title: asking,
          text: 'That did not fit, or was used before. Wait for the next code, or use another way',
          fieldId: answer.fieldId,
        },
      };
    case 'empty':
      return {
        status: 422,
        refusal: { title: asking, text: 'Enter a code', fieldId: answer.fieldId },
      };
    case 'busy':
    case 'away':
      return {
        status: 503,
        retryAfter: retryAfterSeconds,
        refusal: {
          title: asking,
          text: 'The server cannot check this right now. Nothing was changed; try again in a moment',
        },
      };
    case 'too-many':
      return {
        status: 429,
        retryAfter: answer.seconds,
        refusal: {
          title: asking,
          text: `That was tried too often from here. Try again in ${writeMinutes(answer.seconds)}. Elsewhere nothing is blocked`,
        },
      };
    default:
      throw new Error(answer satisfies never);
  }
}

function writeMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

/** The form again, with what was typed but for secrets. */
export function refuseSignIn<Typed>(context: AppLoadContext, explained: Explained, typed: Typed) {
  const { status, refusal, retryAfter } = explained;
  const headers: Record<string, string> = retryAfter ? { 'Retry-After': String(retryAfter) } : {};
  return refuseForm(context, status, { refusal, typed, attempt: randomUUID() }, headers);
}

/** Without its counters nothing about signing in is looked at: the answer is to try again. */
export async function orAway<Answer>(
  work: () => Promise<Answer>,
): Promise<Answer | { ok: false; reason: 'away' }> {
  try {
    return await work();
  } catch (error) {
    if (isDatabaseAway(error)) return { ok: false, reason: 'away' };
    throw error;
  }
}
