import type { VersionKind } from '~/domain/versions/letter-version';
import { formatDayOf } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

/** The present text as its page speaks of it; `summary` in the language of the page. */
export type PresentVersion = {
  number: number;
  kind: VersionKind;
  hash: string;
  summary: string | null;
  createdAt: string;
};

/** Above a text that is not the first: since when, what changed, and where that can be seen. */
export function VersionNotice({ frame, version }: { frame: LetterFrame; version: PresentVersion }) {
  const locale = useLocale();
  const t = useTranslate();
  const { kind, number, summary } = version;
  if (kind === 'first') return null;
  const date = formatDayOf(locale, version.createdAt, frame.timeZone);
  return (
    <p className="text-note">
      <strong>
        {kind === 'correction'
          ? t('versions.corrected', { date })
          : t('versions.changed', { number, date })}
      </strong>{' '}
      {summary} <a href={letterPath(frame, locale, `versions/${number}`)}>{t('versions.see')}</a>
    </p>
  );
}
