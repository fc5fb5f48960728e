import type { Frame } from '~/documents/lay-out-blocks.server';
import { paper, textWidthOfPage } from '~/documents/pdf-sheet.server';
import type { Locale } from '~/i18n/locale';

/** Body text of everything but the letter itself, in points. */
export const annexSize = 10;

/** The text area of every page, in the face of a language. */
export function frame(locale: Locale, size: number): Frame {
  return {
    left: paper.left,
    top: paper.top,
    width: textWidthOfPage,
    bottom: paper.height - paper.bottom,
    size,
    face: locale === 'ko' ? 'korean' : 'serif',
    language: locale,
  };
}
