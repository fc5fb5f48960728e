import { createContext, type ReactNode, useContext } from 'react';
import type { Locale } from '~/i18n/locale';
import { type Translate, translator } from '~/i18n/translator';

const LocaleContext = createContext<Locale>('en');

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

export function useTranslate(): Translate {
  return translator(useLocale());
}
