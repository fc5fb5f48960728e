import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicPaths } from '../promises/public-paths';
import { sendFuzzedRequests } from '../promises/send-fuzzed-requests';
import { type Application, removeDataDir, startApplication } from '../support/application';

const requests = Number(process.env.FUZZ_REQUESTS ?? 50_000);
const seed = Number(process.env.FUZZ_SEED ?? 1);
let app: Application;

beforeAll(async () => {
  app = await startApplication({ TRUSTED_PROXIES: '127.0.0.0/8,::1' });
});
afterAll(async () => {
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

test(`${requests} made-up requests cause no fault of ours`, async () => {
  const known = await publicPaths(app, 'refuge-for-captured-soldiers', 12);
  const statuses = new Map<number | string, number>();
  const { origin } = app;
  const failures = await sendFuzzedRequests({ origin, ...known, seed, requests, statuses });
  process.stdout.write(
    `\n${[...statuses]
      .sort()
      .map(([status, n]) => `${status}: ${n}`)
      .join(', ')}\n`,
  );
  if (failures.length > 0) process.stdout.write(`${app.output().slice(-4000)}\n`);
  expect(failures.slice(0, 20)).toEqual([]);
});
