/** So much waits already that one more would wait too long. */
export class LaneFull extends Error {}

/**
 * Runs work, at most `width` at once and in the order in which it was asked for; with `waiting`
 * others before it, rejects with `LaneFull` at once.
 */
export function createLane(limits: { width: number; waiting: number }) {
  const queue: (() => void)[] = [];
  let running = 0;

  function enter(): Promise<void> | void {
    if (running < limits.width) {
      running += 1;
      return;
    }
    if (queue.length >= limits.waiting) throw new LaneFull('too much waits');
    // Whoever leaves hands the place on, so `running` stays as it is.
    return new Promise((resolve) => queue.push(resolve));
  }
  function leave(): void {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }
  return async function run<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
