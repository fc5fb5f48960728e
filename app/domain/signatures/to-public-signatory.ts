import type { PublicSignatoryRow } from '~/db/public-signatories.server';
import type { Locale } from '~/i18n/locale';
import type { PublicSignatory } from '../letters/letter-view';

/** The public row in the words of the pages. */
export function toPublicSignatory(row: PublicSignatoryRow): PublicSignatory {
  const { signed_on, latin_name, locale, ...rest } = row;
  return { ...rest, latinName: latin_name, signedOn: signed_on, locale: locale as Locale };
}
