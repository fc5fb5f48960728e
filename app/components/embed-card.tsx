import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

type EmbedCardProps = {
  frame: LetterFrame;
  counts: { signatures: number; endorsements: number };
};

/** The letter in a frame on another site; whoever wants to sign leaves for the letter's own page. */
export function EmbedCard({ frame, counts }: EmbedCardProps) {
  const locale = useLocale();
  const t = useTranslate();
  const anchor = frame.takesSignatures ? '#sign' : '';
  return (
    <main className="embed-card">
      <p className="soft" lang={frame.textLocale}>
        {frame.hostName}
      </p>
      <h1 lang={frame.textLocale}>{frame.title}</h1>
      <p>
        <strong>{t('count.people', { n: counts.signatures })}</strong>
        <br />
        {t('count.organisations', { n: counts.endorsements })}
      </p>
      <a
        className="button"
        href={letterPath(frame, locale) + anchor}
        target="_blank"
        rel="noopener"
      >
        {t(frame.takesSignatures ? 'embed.sign' : 'embed.read')}
      </a>
      {frame.demonstration ? <p className="soft">{t('demonstration.label')}</p> : null}
    </main>
  );
}
