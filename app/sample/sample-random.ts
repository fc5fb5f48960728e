/** A seeded stream of choices: the same seed gives the same choices on every machine. */
export type SampleRandom = {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
};

/**
 * mulberry32: 32 bits of state, fast and evenly spread, enough for demonstration data and for
 * nothing that has to be secret.
 */
export function createSampleRandom(seed: number): SampleRandom {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  function below(limit: number): number {
    return Math.floor(next() * limit);
  }
  return {
    below,
    chance: (probability) => next() < probability,
    pick<T>(choices: readonly T[]): T {
      if (choices.length === 0) throw new Error('nothing to pick from');
      return choices[below(choices.length)] as T;
    },
  };
}

/**
 * Deals cards that are counted out beforehand, shuffled anew each time the deck is empty, so that
 * shares hold for every stretch of people and not only in the long run.
 */
export function createDeck<T>(
  random: SampleRandom,
  counts: ReadonlyArray<readonly [T, number]>,
): () => T {
  const cards = counts.flatMap(([card, count]) => Array.from({ length: count }, () => card));
  let left = 0;
  return function deal(): T {
    if (left === 0) left = cards.length;
    const chosen = random.below(left);
    left -= 1;
    const card = cards[chosen] as T;
    cards[chosen] = cards[left] as T;
    cards[left] = card;
    return card;
  };
}
