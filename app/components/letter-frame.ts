import type { LetterState } from '~/domain/letters/letter';
import { type LetterView, takesSignatures, textLocale } from '~/domain/letters/letter-view';
import type { Locale } from '~/i18n/locale';

/** What every page of a letter shows around its own content, in one language. */
export type LetterFrame = {
  locale: Locale;
  masterLocale: Locale;
  /** The languages in which the letter can be read. */
  locales: Locale[];
  /** The language its text stands in on this page. */
  textLocale: Locale;
  slug: string;
  publicUrl: string;
  title: string;
  summary: string;
  hostName: string;
  addresseeShort: string;
  demonstration: boolean;
  state: LetterState;
  takesSignatures: boolean;
  closesAt: string | null;
  timeZone: string;
  controller: string | null;
  privacyContact: string | null;
  /** A form of this page was refused; the title says so first. */
  refused: boolean;
};

export function letterFrame(
  letter: LetterView,
  options: { locale: Locale; publicUrl: string; now: Date; refused?: boolean },
): LetterFrame {
  const text = letter.texts[options.locale];
  return {
    locale: options.locale,
    masterLocale: letter.masterLocale,
    locales: letter.readableIn,
    textLocale: textLocale(letter, options.locale),
    slug: letter.slug,
    publicUrl: options.publicUrl,
    title: text.title,
    summary: text.summary,
    hostName: text.letterhead.name,
    addresseeShort: text.addresseeShort,
    demonstration: letter.demonstration,
    state: letter.state,
    takesSignatures: takesSignatures(letter, options.now),
    closesAt: letter.closesAt,
    timeZone: letter.timeZone,
    controller: letter.controller,
    privacyContact: letter.privacyContact,
    refused: options.refused ?? false,
  };
}
