import { localeNames } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

/** Above a translation: which language's text is the authoritative one, and where it stands. */
export function BindingLanguageNote({ frame, page }: { frame: LetterFrame; page?: string }) {
  const locale = useLocale();
  const t = useTranslate();
  const { masterLocale } = frame;
  if (locale === masterLocale) return null;
  return (
    <p className="text-note">
      {t('translation.note')}{' '}
      <a href={letterPath(frame, masterLocale, page)} lang={masterLocale} hrefLang={masterLocale}>
        {localeNames[masterLocale]}
      </a>
    </p>
  );
}
