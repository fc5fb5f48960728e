import type { Locale } from '~/i18n/locale';
import { inventKoreanName, inventLatinName, inventUkrainianName } from './invent-names';
import { inventedDetails, inventedSources } from './invented-details';
import { latinNamesByCountry } from './latin-names';
import { createDeck, createSampleRandom, type SampleRandom } from './sample-random';

export type InventedPerson = {
  name: string;
  email: string;
  locale: Locale;
  visibility: 'public' | 'letter' | 'counted';
  affiliation: string | null;
  title: string | null;
  country: string | null;
  comment: string | null;
  updates: boolean;
  source: string | null;
};

type Origin = 'KR' | 'UA' | 'elsewhere' | 'unsaid';

/**
 * Invents people without end, one at a time, in constant memory; the same seed invents the same
 * people in the same order. Of every hundred, 71 are public, 17 in the letter only and 12 counted
 * only; 50 give Korea as their country, 17 Ukraine, 31 one of twenty others and 2 none.
 * Addresses are unique for a seed and end in `.example` (RFC 2606), so no mail can reach anybody.
 */
export function* inventPeople(seed: number): Generator<InventedPerson, never, undefined> {
  const random = createSampleRandom(seed);
  const dealVisibility = createDeck<InventedPerson['visibility']>(random, [
    ['public', 71],
    ['letter', 17],
    ['counted', 12],
  ]);
  const dealOrigin = createDeck<Origin>(random, [
    ['KR', 50],
    ['UA', 17],
    ['elsewhere', 31],
    ['unsaid', 2],
  ]);
  const dealCountry = createDeck(
    random,
    Object.entries(latinNamesByCountry).map(([country, names]) => [country, names.weight] as const),
  );
  const mailbox = `person-${seed >>> 0}`;
  for (let number = 1; ; number += 1) {
    const origin = dealOrigin();
    const { country, name, locale } = inventIdentity(random, origin, dealCountry);
    const details = inventedDetails[locale];
    yield {
      name,
      email: `${mailbox}-${String(number).padStart(6, '0')}@mail.example`,
      locale,
      visibility: dealVisibility(),
      affiliation: random.chance(0.3) ? random.pick(details.affiliations) : null,
      title: random.chance(0.2) ? random.pick(details.titles) : null,
      country,
      comment: random.chance(0.12) ? random.pick(details.comments) : null,
      updates: random.chance(0.35),
      source: random.chance(0.4) ? random.pick(inventedSources) : null,
    };
  }
}

function inventIdentity(
  random: SampleRandom,
  origin: Origin,
  dealCountry: () => string,
): Pick<InventedPerson, 'country' | 'name' | 'locale'> {
  if (origin === 'KR' || origin === 'unsaid') {
    const locale = random.chance(0.94) ? 'ko' : 'en';
    return { country: origin === 'KR' ? 'KR' : null, name: inventKoreanName(random), locale };
  }
  if (origin === 'UA') {
    const locale = random.chance(0.94) ? 'uk' : 'en';
    return { country: 'UA', name: inventUkrainianName(random), locale };
  }
  const country = dealCountry();
  const names = latinNamesByCountry[country];
  if (!names) throw new Error(`no names for ${country}`);
  return { country, name: inventLatinName(random, names), locale: 'en' };
}
