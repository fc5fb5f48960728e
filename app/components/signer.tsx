import type { Locale } from '~/i18n/locale';
import { languageOfName } from './language-of-name';
import { useLocale } from './locale-context';

/** A name as typed, kept apart from the direction of the text around it, in its own language. */
export function Signer(props: { name: string; locale?: Locale; className?: string }) {
  const pageLocale = useLocale();
  const language = languageOfName(props.name, props.locale);
  return (
    <bdi className={props.className} lang={language === pageLocale ? undefined : language}>
      {props.name}
    </bdi>
  );
}
