/** What a button of a list asks for: `add` at the end, the others about the item at `index`. */
export type ItemChange = {
  change: 'add' | 'up' | 'down' | 'remove';
  list: string;
  index: number;
};

const shape = /^(add|up|down|remove):([a-zA-Z]{1,30})(?:\.(\d{1,3}))?$/;

/** Reads `up:requests.2` or `add:requests`; null for anything else. */
export function readItemChange(intent: string): ItemChange | null {
  const [, change, list, index] = shape.exec(intent) ?? [];
  if (!change || !list || (change === 'add') !== (index === undefined)) return null;
  return { change: change as ItemChange['change'], list, index: Number(index ?? 0) };
}

/** The items after the change; one that is not possible, such as up for the first, changes nothing. */
export function changeItems<Item>(items: Item[], change: ItemChange, empty: Item): Item[] {
  const { index } = change;
  if (change.change === 'add') return [...items, empty];
  if (change.change === 'remove') return items.filter((_, at) => at !== index);
  const other = change.change === 'up' ? index - 1 : index + 1;
  const [one, two] = [items[index], items[other]];
  if (one === undefined || two === undefined) return items;
  return items.map((item, at) => (at === index ? two : at === other ? one : item));
}

/** The path of what should be looked at after the change, of a list that has `count` items now. */
export function placeAfter({ change, list, index }: ItemChange, count: number): string {
  if (count === 0) return list;
  const wished = { add: count, up: index - 1, down: index + 1, remove: index }[change];
  return `${list}.${Math.min(Math.max(0, wished), count - 1)}`;
}
