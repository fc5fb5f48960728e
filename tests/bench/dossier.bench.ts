import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveDelivery } from '~/domain/deliveries/approve-delivery.server';
import { prepareNext } from '~/domain/deliveries/prepare-next.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { startPreparation } from '~/domain/deliveries/start-preparation.server';
import { testDelivery } from '~/domain/deliveries/test-delivery.server';
import * as page from '~/routes/organise.letters.$slug.deliveries_.$id';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { viewDelivery } from '../support/dossiers';
import { addressee, createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';
import { addMember } from '../support/updates';
import { loadMillion } from './load-million';

const names = Number(process.env.DOSSIER_NAMES ?? 100_000);
const runs = 5;
let test$: TestContext;
let letterId: string;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  await loadMillion(test$.ctx, test$.connectionString, letterId, names);
});
afterAll(() => test$?.drop());

/** Middle of some runs by the clock and by this process's processor, and how long it was held up most. */
async function measure(what: string, work: () => Promise<unknown>, times = runs): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const took: number[] = [];
  const used: number[] = [];
  delay.enable();
  for (let run = 0; run < times; run += 1) {
    const begun = performance.now();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    took.push(performance.now() - begun);
    used.push((user + system) / 1000);
  }
  delay.disable();
  const middle = (values: number[]) =>
    values.sort((one, other) => one - other)[Math.floor(times / 2)] ?? Number.NaN;
  const cpu = middle(used);
  process.stdout.write(
    `${what}: ${middle(took).toFixed(0)} ms (${cpu.toFixed(0)} ms of the processor), held up for ${(delay.max / 1e6).toFixed(0)} ms at most\n`,
  );
  return cpu;
}

test(`the dossier of a letter with ${names} names`, async () => {
  const { ctx } = test$;
  const hana = await addMember(ctx, 'hana');
  const oleh = await addMember(ctx, 'oleh');
  const asked = await startPreparation(ctx, { slug, target: 'embassy', actor: hana });
  if (!asked.ok) throw new Error(asked.reason);
  const { deliveryId: id } = asked;
  await measure('freezing', () => prepareNext(ctx, new AbortController().signal), 1);
  const session = await openSession(ctx, 'owner');
  const pages = servePages(ctx, { 'organise/letters/:slug/deliveries/:id': page });
  for (const step of ['to', 'annex', 'preview', 'checks', 'send']) {
    const cpu = await measure(`the page at ${step}`, async () => {
      const path = `/organise/letters/${slug}/deliveries/${id}?step=${step}`;
      const answer = await pages(path, { headers: { Cookie: `undersigned=${session}` } });
      expect(answer.status).toBe(200);
      await answer.text();
    });
    expect(cpu).toBeLessThan(1_000);
  }
  await testDelivery(ctx, { id, slug, to: [], actor: hana });
  const { dossierHash: hash } = await viewDelivery(ctx, id);
  await measure(
    'approving',
    async () => {
      expect(await approveDelivery(ctx, { id, slug, hash, actor: oleh })).toEqual({ ok: true });
    },
    1,
  );
  await measure(
    'sending',
    async () => {
      const sent = await sendDelivery(ctx, { id, slug, actor: hana, confirm: addressee });
      expect(sent).toEqual({ ok: true });
    },
    1,
  );
});
