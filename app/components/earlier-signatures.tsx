import type { LetterCounts } from '~/domain/letters/letter-view';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

/** Both numbers after a change of meaning; they are never added up. */
export function EarlierSignatures(props: {
  frame: LetterFrame;
  counts: LetterCounts;
  version: { number: number };
}) {
  const { frame, counts, version } = props;
  const locale = useLocale();
  const t = useTranslate();
  const { signatures, carriedOver, earlier } = counts;
  if (carriedOver + earlier === 0) return null;
  return (
    <p className="soft">
      {t('count.carried', {
        all: carriedOver + earlier,
        carried: carriedOver,
        fresh: signatures - carriedOver,
        number: version.number,
      })}{' '}
      <a href={letterPath(frame, locale, 'versions')}>{t('versions.all')}</a>
    </p>
  );
}
