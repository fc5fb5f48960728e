import type { LetterCounts } from '~/domain/letters/letter-view';
import { useTranslate } from './locale-context';

type LetterCardProps = {
  href: string;
  title: string;
  summary: string;
  host: string;
  counts: LetterCounts;
};

/** A letter among others on the list of open letters. */
export function LetterCard({ href, title, summary, host, counts }: LetterCardProps) {
  const t = useTranslate();
  return (
    <article className="letter-card">
      <p className="soft">{host}</p>
      <h2>
        <a href={href}>{title}</a>
      </h2>
      <p>{summary}</p>
      <p className="soft">
        {t('count.people', { n: counts.signatures })}
        {' · '}
        {t('count.organisations', { n: counts.endorsements })}
      </p>
    </article>
  );
}
