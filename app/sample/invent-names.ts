import {
  koreanGivenParts,
  koreanNamesToAvoid,
  koreanSingleGiven,
  koreanSurnames,
} from './korean-names';
import type { LatinNames } from './latin-names';
import type { SampleRandom } from './sample-random';
import {
  apostrophes,
  ukrainianMen,
  ukrainianNamesToAvoid,
  ukrainianPairedSurnames,
  ukrainianSurnames,
  ukrainianWomen,
} from './ukrainian-names';

/** Family name first, without a space; about one in twenty has a given name of one syllable. */
export function inventKoreanName(random: SampleRandom): string {
  for (;;) {
    const surname = random.pick(koreanSurnames);
    const name = surname + inventKoreanGivenName(random);
    if (!koreanNamesToAvoid.has(name)) return name;
  }
}

function inventKoreanGivenName(random: SampleRandom): string {
  if (random.chance(0.05)) return random.pick(koreanSingleGiven);
  const parts = random.pick(koreanGivenParts);
  const first = random.pick(parts.first);
  let second = random.pick(parts.second);
  while (second === first) second = random.pick(parts.second);
  return first + second;
}

/** Given name first; the apostrophe is typed in one of the ways people type it. */
export function inventUkrainianName(random: SampleRandom): string {
  for (;;) {
    const woman = random.chance(0.55);
    const given = random.pick(woman ? ukrainianWomen : ukrainianMen);
    const surname = inventUkrainianSurname(random, woman);
    const name = `${given} ${surname}`;
    if (ukrainianNamesToAvoid.has(name)) continue;
    return name.includes('’') ? name.replaceAll('’', random.pick(apostrophes)) : name;
  }
}

function inventUkrainianSurname(random: SampleRandom, woman: boolean): string {
  if (random.chance(0.3)) {
    const [feminine, masculine] = random.pick(ukrainianPairedSurnames);
    return woman ? feminine : masculine;
  }
  const surname = random.pick(ukrainianSurnames);
  if (!random.chance(0.07)) return surname;
  const second = random.pick(ukrainianSurnames);
  return second === surname ? surname : `${surname}-${second}`;
}

/** Given name first; some have a middle initial or two surnames. */
export function inventLatinName(random: SampleRandom, names: LatinNames): string {
  const given = random.pick(names.given);
  const surname = random.pick(names.surnames);
  if (random.chance(0.12)) return `${given} ${random.pick(names.given).charAt(0)}. ${surname}`;
  if (surname.includes('-') || !random.chance(0.06)) return `${given} ${surname}`;
  const second = random.pick(names.surnames);
  return second === surname || second.includes('-')
    ? `${given} ${surname}`
    : `${given} ${surname}-${second}`;
}
