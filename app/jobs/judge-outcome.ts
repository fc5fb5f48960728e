import { type ClaimedMessage, unanswered } from '~/db/messages.server';
import type { DeliveryState } from '~/domain/deliveries/delivery';
import { atMostOnce } from '~/domain/messages/message';
import type { SmtpOutcome } from '~/mail/smtp-outcome';
import { type Duration, minutes, seconds } from '~/primitives/duration';
import { patience, retryDelay, unreachableDelay } from './retry-delay';

/** What becomes of a message after a try; `delay` is in milliseconds and already scaled. */
export type Verdict =
  | { state: 'sent' | 'failed' | 'dead' | 'unknown'; answer: string | null }
  | { state: 'queued'; answer: string | null; delay: Duration; counted: boolean };

type Tried = Pick<ClaimedMessage, 'attempts' | 'age_seconds' | 'server_answer'>;

function tooOld(message: Tried, limit: Duration, scale: number): boolean {
  return seconds(message.age_seconds) > limit * scale;
}

/**
 * A mail to a person is sent at least once: after an ambiguous try it goes once more with the same
 * Message-ID, unless its kind leaves at most once. While our mail server cannot be reached it is tried every half minute, uncounted, so
 * that it leaves within a minute of the server's return.
 */
export function judgePersonal(
  outcome: SmtpOutcome,
  message: Tried & Pick<ClaimedMessage, 'kind'>,
  scale: number,
): Verdict {
  switch (outcome.outcome) {
    case 'accepted':
      return { state: 'sent', answer: outcome.answer };
    case 'permanent':
      return { state: 'failed', answer: outcome.answer ?? outcome.fault };
    case 'unknown':
      if (atMostOnce.some((kind) => kind === message.kind)) {
        return { state: 'unknown', answer: unanswered };
      }
      return message.server_answer === unanswered
        ? { state: 'dead', answer: unanswered }
        : { state: 'queued', answer: unanswered, delay: minutes(1) * scale, counted: true };
    case 'temporary': {
      const answer = outcome.answer ?? outcome.fault;
      if (tooOld(message, patience.personal, scale)) return { state: 'dead', answer };
      const unreachable = outcome.phase === 'connect' && outcome.answer === null;
      const delay = unreachable ? unreachableDelay() : retryDelay(message.attempts);
      return { state: 'queued', answer, delay: delay * scale, counted: !unreachable };
    }
  }
}

/** The same for the letter: never sent again by itself once it may have arrived. */
export function judgeDelivery(
  outcome: SmtpOutcome,
  message: Tried,
  scale: number,
): Verdict & { delivery: DeliveryState; evidence: string } {
  switch (outcome.outcome) {
    case 'accepted':
      return {
        state: 'sent',
        answer: outcome.answer,
        delivery: 'accepted',
        evidence: outcome.answer,
      };
    case 'permanent': {
      const answer = outcome.answer ?? outcome.fault;
      return { state: 'failed', answer, delivery: 'failed', evidence: answer };
    }
    case 'unknown':
      return {
        state: 'unknown',
        answer: outcome.answer ?? unanswered,
        delivery: 'unknown',
        evidence: outcome.answer ?? `${unanswered}: ${outcome.fault}`,
      };
    case 'temporary': {
      const answer = outcome.answer ?? outcome.fault;
      if (tooOld(message, patience.delivery, scale)) {
        return { state: 'dead', answer, delivery: 'failed', evidence: `given up: ${answer}` };
      }
      const delay = retryDelay(message.attempts) * scale;
      return {
        state: 'queued',
        answer,
        delay,
        counted: true,
        delivery: 'deferred',
        evidence: answer,
      };
    }
  }
}
