import { setImmediate as nextTurn } from 'node:timers/promises';

/** So many are handled before other work has its turn: some milliseconds. */
const atOnce = 1_000;

/** As `map`, giving way to other work now and then. */
export async function mapInTurns<From, To>(
  items: readonly From[],
  change: (item: From) => To,
): Promise<To[]> {
  const changed: To[] = [];
  for (const [index, item] of items.entries()) {
    if (index % atOnce === atOnce - 1) await nextTurn();
    changed.push(change(item));
  }
  return changed;
}

/** A sorted copy, equal items in their order, giving way to other work now and then. */
export async function sortInTurns<Item>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Promise<Item[]> {
  let runs: Item[][] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    runs.push(items.slice(from, from + atOnce).sort(compare));
    await nextTurn();
  }
  while (runs.length > 1) {
    const merged: Item[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await mergeInTurns(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function mergeInTurns<Item>(
  first: Item[],
  second: Item[],
  compare: (one: Item, other: Item) => number,
): Promise<Item[]> {
  if (second.length === 0) return first;
  const merged: Item[] = [];
  let [at, other] = [0, 0];
  while (at < first.length && other < second.length) {
    const [one, two] = [first[at] as Item, second[other] as Item];
    if (compare(one, two) <= 0) {
      merged.push(one);
      at += 1;
    } else {
      merged.push(two);
      other += 1;
    }
    if (merged.length % atOnce === 0) await nextTurn();
  }
  for (const rest of [first.slice(at), second.slice(other)]) {
    for (const item of rest) merged.push(item);
  }
  return merged;
}
