import { renderToStaticMarkup } from 'react-dom/server';
import type { LetterFrame } from '~/components/letter-frame';
import { LetterSheet } from '~/components/letter-sheet';
import { LocaleProvider } from '~/components/locale-context';
import { SignForm } from '~/components/sign-form';
import type { LetterText } from '~/domain/letters/letter';
import type { PublicEndorsement } from '~/domain/letters/letter-view';
import { translator } from '~/i18n/translator';

/**
 * A letter and its form as HTML, as a reader meets them. Made here and not in the browser: what the
 * public pages show is never loaded into the desk's script. The form is switched off.
 */
export function renderPreview(shown: {
  text: LetterText;
  founders: PublicEndorsement[];
  frame: LetterFrame;
}): string {
  const { text, founders, frame } = shown;
  const title = translator(frame.locale)('sign.title');
  return renderToStaticMarkup(
    <LocaleProvider locale={frame.locale}>
      <LetterSheet text={text} founders={founders} lower />
      <h2>{title}</h2>
      <fieldset disabled aria-label={title}>
        <SignForm frame={frame} />
      </fieldset>
    </LocaleProvider>,
  );
}
