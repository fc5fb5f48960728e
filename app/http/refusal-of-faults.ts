import type { Refusal } from '~/components/desk/refusal-notice';

/**
 * What stands above a form that has faults, by the field of each: the one that it has, or all of
 * them in the order of the form. `prefix` is what the ids of its fields begin with.
 */
export function refusalOfFaults(
  title: string,
  faults: Record<string, string>,
  form: { order: readonly string[]; prefix?: string },
): Refusal {
  const { order, prefix = '' } = form;
  const place = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
  const sorted = Object.entries(faults).sort(([one], [other]) => place(one) - place(other));
  const [first] = sorted;
  if (!first) return { title, text: 'Look at the form again' };
  if (sorted.length === 1) return { title, text: first[1], fieldId: prefix + first[0] };
  const places = sorted.map(([field, label]) => ({ to: `#${prefix}${field}`, label }));
  return { title, text: 'What you typed is kept. These are still to be mended:', places };
}
