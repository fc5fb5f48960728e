import { formatMessage, type MessageValues } from './format-message';
import type { Locale } from './locale';
import en from './messages/en.json';
import ko from './messages/ko.json';
import uk from './messages/uk.json';

export type MessageKey = keyof typeof en;
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** English is the list of keys; the other languages must have exactly these. */
const catalogues: Record<Locale, Record<MessageKey, string>> = { en, ko, uk };

function createTranslator(locale: Locale): Translate {
  const catalogue = catalogues[locale];
  return (key, values) => formatMessage(locale, catalogue[key], values);
}

const translators: Record<Locale, Translate> = {
  en: createTranslator('en'),
  ko: createTranslator('ko'),
  uk: createTranslator('uk'),
};

export function translator(locale: Locale): Translate {
  return translators[locale];
}
