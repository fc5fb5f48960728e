import { renderToStaticMarkup } from 'react-dom/server';
import { LetterSheet } from '~/components/letter-sheet';
import { LocaleProvider } from '~/components/locale-context';
import type { LetterText } from '~/domain/letters/letter';
import type { PublicEndorsement } from '~/domain/letters/letter-view';
import type { Locale } from '~/i18n/locale';

/** The letter as the public page draws it, for a page of the desk that need not load how. */
export function drawLetter(
  letter: { text: LetterText; founders: PublicEndorsement[] },
  locale: Locale,
): string {
  return renderToStaticMarkup(
    <LocaleProvider locale={locale}>
      <LetterSheet {...letter} lower />
    </LocaleProvider>,
  );
}
