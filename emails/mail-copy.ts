import { formatMessage, type MessageValues } from '~/i18n/format-message';
import type { Locale } from '~/i18n/locale';
import en from '~/i18n/messages/mail.en.json';
import ko from '~/i18n/messages/mail.ko.json';
import uk from '~/i18n/messages/mail.uk.json';
import { isolateText } from '~/primitives/isolate-text';

export type MailCopyKey = keyof typeof en;

/** English is the list of keys; the other languages must have exactly these. */
export const mailCatalogues: Record<Locale, Record<MailCopyKey, string>> = { en, ko, uk };

export type MailCopy = (key: MailCopyKey, values?: MessageValues) => string;

/** The words of the mails in one language; what people typed is isolated from their direction. */
export function mailCopy(locale: Locale): MailCopy {
  return (key, values = {}) => {
    const safe = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolateText(value) : value,
    ]);
    return formatMessage(locale, mailCatalogues[locale][key], Object.fromEntries(safe));
  };
}
