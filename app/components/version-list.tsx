import type { VersionKind } from '~/domain/versions/letter-version';
import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

export type ListedVersion = {
  number: number;
  kind: VersionKind;
  hash: string;
  summary: string | null;
  publishedAt: string;
  people: number;
};

/** Every text that the letter has had, newest first. */
export function VersionList(props: { frame: LetterFrame; versions: ListedVersion[] }) {
  const t = useTranslate();
  return (
    <>
      <p className="lead">{t('versions.intro')}</p>
      <ol className="versions" reversed>
        {props.versions.map((version, place) => (
          <VersionEntry
            key={version.number}
            frame={props.frame}
            version={version}
            present={place === 0}
          />
        ))}
      </ol>
    </>
  );
}

function VersionEntry(props: { frame: LetterFrame; version: ListedVersion; present: boolean }) {
  const { frame, version, present } = props;
  const locale = useLocale();
  const t = useTranslate();
  const { number } = version;
  return (
    <li>
      <h2>
        {t('facts.version', { number })}
        {present ? <span className="tag"> {t('versions.present')}</span> : null}
      </h2>
      <VersionFacts frame={frame} version={version} />
      <p className="touch-line">
        <a href={letterPath(frame, locale, `versions/${number}`)}>
          {t('versions.compare', { number })}
        </a>
      </p>
    </li>
  );
}

/** Since when, of what kind, what it says of itself, its hash, and who stands for it. */
export function VersionFacts({ frame, version }: { frame: LetterFrame; version: ListedVersion }) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <>
      <p>
        <strong>{t(`versions.kind.${version.kind}`)}</strong>
        {' · '}
        <time dateTime={version.publishedAt}>
          {formatMoment(locale, version.publishedAt, frame.timeZone)}
        </time>
      </p>
      {version.summary ? <p className="change-summary">{version.summary}</p> : null}
      <p>{t('versions.people', { n: version.people })}</p>
      <p className="soft">
        {t('facts.hash')} <code>{version.hash}</code>
      </p>
    </>
  );
}
