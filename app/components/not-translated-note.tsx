import type { Locale } from '~/i18n/locale';
import { useLocale, useTranslate } from './locale-context';

/** Above a text that stands here in another language than the page; nothing where it is the same. */
export function NotTranslatedNote({ textLocale }: { textLocale: Locale }) {
  const locale = useLocale();
  const t = useTranslate();
  if (textLocale === locale) return null;
  return (
    <p className="translation-notice">{t('letter.inOtherLanguage', { language: textLocale })}</p>
  );
}
