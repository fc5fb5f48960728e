import type { BackgroundTexts, LetterTexts } from '~/domain/letters/letter';
import type { Locale } from '~/i18n/locale';
import { backgroundTextEn } from './background-text.en';
import { backgroundTextKo } from './background-text.ko';
import { backgroundTextUk } from './background-text.uk';
import { letterTextEn } from './letter-text.en';
import { letterTextKo } from './letter-text.ko';
import { letterTextUk } from './letter-text.uk';
import { type SampleEndorsement, sampleEndorsements } from './sample-endorsements';

/** One mailbox or one front desk a copy goes to; not the same thing as the addressee. */
export type SampleTarget = {
  name: string;
  channel: 'email' | 'hand';
  addressee: string;
  locale: Locale;
  locales: Locale[];
  address: string;
  checkedOn: string;
  checkedSource: string;
};

export type SampleCampaign = {
  slug: string;
  masterLocale: Locale;
  timeZone: string;
  goal: number;
  controller: string;
  privacyContact: string;
  letterTexts: LetterTexts;
  backgroundTexts: BackgroundTexts;
  translationReview: Record<Locale, string>;
  organiserNotes: string[];
  endorsements: SampleEndorsement[];
  targets: SampleTarget[];
};

const addressee = letterTextEn.addresseeShort;
const checkedOn = '2025-02-10';
const checkedSource = 'Demonstration data: enter and check the real address before use';

/** Everything the demonstration shows, apart from invented signatories. */
export const sampleCampaign: SampleCampaign = {
  slug: 'refuge-for-captured-soldiers',
  masterLocale: 'en',
  timeZone: 'Asia/Seoul',
  goal: 2000,
  controller: 'Transitional Justice Working Group, Seoul',
  privacyContact: 'contact@refuge-letter.example',
  letterTexts: { en: letterTextEn, ko: letterTextKo, uk: letterTextUk },
  backgroundTexts: { en: backgroundTextEn, ko: backgroundTextKo, uk: backgroundTextUk },
  translationReview: {
    en: 'source',
    ko: 'draft, native review pending',
    uk: 'draft, native review pending',
  },
  organiserNotes: [
    'Before real use, counsel checks paragraph 4 and notes 2 to 6: the news report cites “Article 45 of the Geneva Convention”, which stands in the Fourth Convention (civilians); for prisoners of war the Third applies (Article 118, read with non-refoulement).',
    'Before real use, replace note 1 by primary sources, and verify the days of the capture, of the lawmaker’s report and of the letter.',
    'Before real use, native readers review the Korean and the Ukrainian texts, and the contact block, the mailbox and the form of address are replaced and checked.',
  ],
  endorsements: sampleEndorsements,
  targets: [
    {
      name: 'embassy',
      channel: 'email',
      addressee,
      locale: 'uk',
      locales: ['uk', 'en', 'ko'],
      address: 'embassy-seoul@embassy.example',
      checkedOn,
      checkedSource,
    },
    {
      name: 'front-desk',
      channel: 'hand',
      addressee,
      locale: 'uk',
      locales: ['uk', 'en', 'ko'],
      address: '[Placeholder: street address of the Embassy of Ukraine, Seoul]',
      checkedOn,
      checkedSource,
    },
  ],
};
