import { letterPath } from '~/i18n/localised-path';
import { withParameters } from '~/primitives/with-parameters';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

type EmbedCardProps = {
  frame: LetterFrame;
  counts: { signatures: number; endorsements: number };
  /** The parameters by which whoever signs is counted for the site that shows the frame. */
  from: Record<string, string>;
};

/** The letter in a frame on another site; whoever wants to sign leaves for the letter's own page. */
export function EmbedCard({ frame, counts, from }: EmbedCardProps) {
  const locale = useLocale();
  const t = useTranslate();
  const anchor = frame.takesSignatures ? '#sign' : '';
  const link = withParameters(letterPath(frame, locale), from) + anchor;
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
      <a className="button" href={link} target="_blank" rel="noopener">
        {t(frame.takesSignatures ? 'embed.sign' : 'embed.read')}
      </a>
      {frame.demonstration ? <p className="soft">{t('demonstration.label')}</p> : null}
    </main>
  );
}
