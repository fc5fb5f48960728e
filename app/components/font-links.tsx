import serifCyrillic400 from '@fontsource/source-serif-4/files/source-serif-4-cyrillic-400-normal.woff2?url';
import serifCyrillic600 from '@fontsource/source-serif-4/files/source-serif-4-cyrillic-600-normal.woff2?url';
import serifLatin400 from '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2?url';
import serifLatin600 from '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2?url';
import type { Locale } from '~/i18n/locale';
import fontStyles from '~/styles/fonts.css?url';

/** What the first screen needs; every other face loads when a character asks for it. */
const preloaded: Record<Locale, string[]> = {
  en: [serifLatin400, serifLatin600],
  ko: [serifLatin400],
  uk: [serifCyrillic400, serifCyrillic600, serifLatin400],
};

export function FontLinks({ locale }: { locale: Locale }) {
  return (
    <>
      {preloaded[locale].map((href) => (
        <link
          key={href}
          rel="preload"
          href={href}
          as="font"
          type="font/woff2"
          crossOrigin="anonymous"
        />
      ))}
      <link rel="stylesheet" href={fontStyles} />
    </>
  );
}
