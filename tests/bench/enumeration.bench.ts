import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { resendConfirmation } from '~/domain/signatures/resend-confirmation.server';
import { signatureEmailIndex } from '~/domain/signatures/sealed-signatory.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import type { SignatureState } from '~/domain/signatures/signature';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter, signForm, slug } from '../support/letter';

const people = Number(process.env.ENUMERATION_PEOPLE ?? 250);
const locale = 'en' as const;
let test$: TestContext;
let letterId: string;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  // The first statements of a process are slower than all that follow.
  for (let n = 0; n < 100; n += 1) await sign(`warm${n}@people.example`);
});
afterAll(() => test$.drop());

function sign(email: string) {
  return signLetter(test$.ctx, { slug, locale, form: signForm({ email, visibility: 'counted' }) });
}

function resend(email: string) {
  return resendConfirmation(test$.ctx, { slug, locale, email });
}

async function known(ctx: Context, kind: string, state: SignatureState): Promise<string[]> {
  const emails = Array.from({ length: people }, (_, n) => `${kind}${n}@people.example`);
  for (const email of emails) {
    await sign(email);
    await ctx.db
      .updateTable('signatures')
      .set({ state, ...(state === 'confirmed' ? { confirmed_at: new Date() } : {}) })
      .where('email_index', '=', signatureEmailIndex(ctx, letterId, email))
      .execute();
  }
  // Mails of this preparation must not count against what the mailbox may get today.
  await ctx.db.deleteFrom('messages').execute();
  await ctx.db.deleteFrom('tokens').where('purpose', '=', 'confirm-signature').execute();
  return emails;
}

/** How likely a random first time is longer than a random second one; 0.5 tells nothing. */
function areaUnderCurve(first: number[], second: number[]): number {
  let longer = 0;
  for (const one of first) {
    for (const other of second) longer += one > other ? 1 : one === other ? 0.5 : 0;
  }
  return longer / (first.length * second.length);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function median(times: number[]): string {
  return `${([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0).toFixed(2)} ms`;
}

describe.each([
  ['signing', sign],
  ['asking for the mail again', resend],
] as const)('%s takes as long for an unknown mailbox as for one that is', (act, work) => {
  test.each<SignatureState>(['confirmed', 'pending', 'held', 'withdrawn', 'invalidated'])(
    '%s',
    async (state) => {
      const kind = `${act.slice(0, 4)}-${state}`;
      const knownEmails = await known(test$.ctx, kind, state);
      const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
      for (const [n, email] of knownEmails.entries()) {
        const stranger = () => work(`${kind}-new${n}@people.example`);
        const friend = () => work(email);
        if (n % 2) times.unknown.push(await timed(stranger));
        times.known.push(await timed(friend));
        if (n % 2 === 0) times.unknown.push(await timed(stranger));
      }
      const area = areaUnderCurve(times.known, times.unknown);
      process.stdout.write(
        `${act}, ${state}: AUC ${area.toFixed(3)} (n=${people} each, ${median(times.known)} and ${median(times.unknown)})\n`,
      );
      expect(area).toBeGreaterThan(0.3);
      expect(area).toBeLessThan(0.7);
    },
  );
});
