import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication } from '../support/application';
import { publicPaths } from './public-paths';
import { sendFuzzedRequests } from './send-fuzzed-requests';

let app: Application;

beforeAll(async () => {
  app = await startApplication({ TRUSTED_PROXIES: '127.0.0.0/8,::1' });
});
afterAll(async () => {
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

test('whatever a stranger sends, the fault is never ours', async () => {
  const known = await publicPaths(app, 'refuge-for-captured-soldiers', 4);
  const { origin } = app;
  const failures = await sendFuzzedRequests({ origin, ...known, seed: 20_261, requests: 3_000 });
  expect(failures).toEqual([]);
}, 180_000);
