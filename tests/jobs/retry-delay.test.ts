import { expect, test } from 'vitest';
import { unanswered } from '~/db/messages.server';
import { judgeDelivery, judgePersonal } from '~/jobs/judge-outcome';
import { retryDelay } from '~/jobs/retry-delay';
import type { SmtpOutcome } from '~/mail/smtp-outcome';
import { days, hours, minutes } from '~/primitives/duration';

const greylisted: SmtpOutcome = {
  outcome: 'temporary',
  phase: 'rcpt',
  answer: '451 later',
  fault: 'refused',
};
const refusedConnection: SmtpOutcome = { ...greylisted, phase: 'connect', answer: null };
const lost: SmtpOutcome = { outcome: 'unknown', phase: 'data', answer: null, fault: 'closed' };
const fresh = { kind: 'confirm-signature', attempts: 1, age_seconds: 0, server_answer: null };

test('the wait grows 1, 5, 15, 60, then stays at 240 minutes, each within a fifth', () => {
  const planned = [1, 5, 15, 60, 240, 240, 240].map(minutes);
  for (const [index, delay] of planned.entries()) {
    expect(retryDelay(index + 1, () => 0)).toBeCloseTo(delay * 0.8);
    expect(retryDelay(index + 1, () => 1)).toBeCloseTo(delay * 1.2);
  }
});

test('a greylisted mail comes back after about a minute, and sooner in trials', () => {
  const verdict = judgePersonal(greylisted, fresh, 1);
  expect(verdict).toMatchObject({ state: 'queued', counted: true });
  if (verdict.state === 'queued') expect(verdict.delay).toBeLessThanOrEqual(minutes(1.2));
  const scaled = judgePersonal(greylisted, fresh, 0.01);
  if (scaled.state === 'queued') expect(scaled.delay).toBeLessThanOrEqual(minutes(0.012));
});

test('a person’s mail leaves within a minute of the return of our mail server', () => {
  const verdict = judgePersonal(refusedConnection, { ...fresh, attempts: 9 }, 1);
  expect(verdict).toMatchObject({ state: 'queued', counted: false });
  if (verdict.state === 'queued') expect(verdict.delay).toBeLessThan(minutes(1));
});

test('a mail to a person is given up after a day, the letter after five days', () => {
  const aged = (age: number) => ({ ...fresh, age_seconds: age / 1000 });
  expect(judgePersonal(greylisted, aged(hours(23.9)), 1).state).toBe('queued');
  expect(judgePersonal(greylisted, aged(hours(24.1)), 1).state).toBe('dead');
  expect(judgeDelivery(greylisted, aged(days(4.9)), 1)).toMatchObject({ delivery: 'deferred' });
  expect(judgeDelivery(greylisted, aged(days(5.1)), 1)).toMatchObject({
    state: 'dead',
    delivery: 'failed',
  });
});

test('after an unanswered DATA a person is mailed once more, the addressee never', () => {
  expect(judgePersonal(lost, fresh, 1)).toMatchObject({ state: 'queued', answer: unanswered });
  expect(judgePersonal(lost, { ...fresh, server_answer: unanswered }, 1).state).toBe('dead');
  expect(judgeDelivery(lost, fresh, 1)).toMatchObject({ state: 'unknown', delivery: 'unknown' });
});

test('news of which few were promised is not sent again when it may have arrived', () => {
  expect(judgePersonal(lost, { ...fresh, kind: 'update' }, 1)).toEqual({
    state: 'unknown',
    answer: unanswered,
  });
});
