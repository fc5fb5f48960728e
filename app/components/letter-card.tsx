import type { LetterCounts } from '~/domain/letters/letter-view';
import type { Locale } from '~/i18n/locale';
import { useTranslate } from './locale-context';

type LetterCardProps = {
  href: string;
  title: string;
  summary: string;
  host: string;
  /** Of the three texts above. */
  lang: Locale;
  counts: LetterCounts;
};

/** A letter among others on the list of open letters. */
export function LetterCard({ href, title, summary, host, lang, counts }: LetterCardProps) {
  const t = useTranslate();
  return (
    <article className="letter-card">
      <p className="soft" lang={lang}>
        {host}
      </p>
      <h2 lang={lang}>
        <a href={href}>{title}</a>
      </h2>
      <p lang={lang}>{summary}</p>
      <p className="soft">
        {t('count.people', { n: counts.signatures })}
        {' · '}
        {t('count.organisations', { n: counts.endorsements })}
      </p>
    </article>
  );
}
