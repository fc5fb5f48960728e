import { expect, test } from 'vitest';
import { takeAtLeast } from '~/http/take-at-least.server';

test('whoever asks with a clock waits as long for a quick answer as for a slower one', async () => {
  const begun = performance.now();
  expect(await takeAtLeast(60, async () => 'known')).toBe('known');
  expect(performance.now() - begun).toBeGreaterThanOrEqual(59);
});

test('a failure is told at once', async () => {
  const failing = () => Promise.reject(new Error('away'));
  await expect(takeAtLeast(1000, failing)).rejects.toThrow('away');
});
