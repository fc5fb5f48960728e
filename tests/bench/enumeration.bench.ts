import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatureEmailIndex } from '~/domain/signatures/sealed-signatory.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import type { SignatureState } from '~/domain/signatures/signature';
import { createLetter, signForm, slug } from '../support/letter';
import { type Site, startSite } from '../support/site';

const people = Number(process.env.ENUMERATION_PEOPLE ?? 250);
/** Visitors at once; each waits for an answer before asking again. */
const visitors = 4;
let site: Site;
let letterId: string;

beforeAll(async () => {
  site = await startSite();
  letterId = await createLetter(site.ctx);
  // The first requests of a process are slower than all that follow.
  for (let n = 0; n < 100; n += 1) await sign(`warm${n}@people.example`);
});
afterAll(() => site?.stop());

async function post(path: string, fields: Record<string, string>): Promise<void> {
  const response = await fetch(`${site.origin}/letters/${slug}${path}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: { Origin: site.origin },
  });
  await response.arrayBuffer();
  if (response.status !== 303) throw new Error(`${path} answered ${response.status}`);
}

function sign(email: string): Promise<void> {
  return post('/sign', { name: 'Jane Example', email, visibility: 'counted' });
}

function resend(email: string): Promise<void> {
  return post('/check-mail', { intent: 'resend', email });
}

/** Mailboxes whose signatures are in one state, and that have had no mail today. */
async function known(kind: string, state: SignatureState): Promise<string[]> {
  const { ctx } = site;
  const emails = Array.from({ length: people }, (_, n) => `${kind}${n}@people.example`);
  for (const email of emails) {
    const form = signForm({ email, visibility: 'counted' });
    await signLetter(ctx, { slug, locale: 'en', form });
    await ctx.db
      .updateTable('signatures')
      .set({ state, ...(state === 'confirmed' ? { confirmed_at: new Date() } : {}) })
      .where('email_index', '=', signatureEmailIndex(ctx, letterId, email))
      .execute();
  }
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
      const emails = [...(await known(kind, state)).entries()];
      const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
      async function visit(): Promise<void> {
        for (let next = emails.pop(); next; next = emails.pop()) {
          const [n, email] = next;
          const stranger = () => work(`${kind}-new${n}@people.example`);
          if (n % 2) times.unknown.push(await timed(stranger));
          times.known.push(await timed(() => work(email)));
          if (n % 2 === 0) times.unknown.push(await timed(stranger));
        }
      }
      await Promise.all(Array.from({ length: visitors }, visit));
      const area = areaUnderCurve(times.known, times.unknown);
      process.stdout.write(
        `${act}, ${state}: AUC ${area.toFixed(3)} (n=${people} each, ${median(times.known)} and ${median(times.unknown)})\n`,
      );
      expect(area).toBeGreaterThan(0.4);
      expect(area).toBeLessThan(0.6);
    },
  );
});
