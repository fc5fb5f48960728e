import { expect, test } from 'vitest';
import { createLane, LaneFull } from '~/primitives/lane';

test('work goes two at once and in its order; what would wait too long is refused at once', async () => {
  const lane = createLane({ width: 2, waiting: 3 });
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (name: number) =>
    lane(() => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [1, 2, 3, 4, 5].map(work);
  await expect(work(6)).rejects.toThrow(LaneFull);
  expect(begun).toEqual([1, 2]);
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ends.length).toBeLessThanOrEqual(2);
  }
  await Promise.all(all);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
});

test('work that fails leaves its place to the next', async () => {
  const lane = createLane({ width: 1, waiting: 1 });
  const failing = lane(async () => Promise.reject(new Error('no')));
  const next = lane(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
