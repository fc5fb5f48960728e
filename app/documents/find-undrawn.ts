import type { ScriptRun } from '~/documents/script-runs';

/** Scripts of names for which documents have no font. Han is not told: they have most of it. */
const scripts = [
  'Arab Hebr Syrc Thaa Nkoo Adlm Ethi Geor Armn Thai Laoo Khmr Mymr Tibt Mong',
  'Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Cher Tfng Cans Bali Java Copt Rohg',
]
  .join(' ')
  .split(' ')
  .map((code) => ({ code, letter: new RegExp(`\\p{Script=${code}}`, 'u') }));

/** Whether a face covers every letter; where none does, the script (ISO 15924) of the first one. */
export function findUndrawn(
  runs: readonly ScriptRun[],
): { drawn: true } | { drawn: false; script: string | null } {
  const { actual } = runs.find((run) => run.actual !== undefined && run.text !== run.actual) ?? {};
  if (actual === undefined) return { drawn: true };
  const script = scripts.find(({ letter }) => letter.test(actual));
  return { drawn: false, script: script?.code ?? null };
}
