import { parseLimitedMarkdown } from '~/documents/limited-markdown';
import type { LetterText } from '~/domain/letters/letter';
import { letterPath } from '~/i18n/localised-path';
import { drawQrCode } from '~/primitives/qr-code';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';

type PosterPageProps = {
  frame: LetterFrame;
  requests: LetterText['requests'];
};

/** One sheet for a wall or a table at an event: what the letter asks, and the way to it. */
export function PosterPage({ frame, requests }: PosterPageProps) {
  const locale = useLocale();
  const t = useTranslate();
  const address = frame.publicUrl + letterPath(frame, locale);
  return (
    <div className="container page">
      <div className="screen-only">
        <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
        <p>{t('poster.explain')}</p>
        <ul className="download-list">
          <li>
            <a href={letterPath(frame, locale, 'qr.svg')}>{t('facts.qr')}</a>
          </li>
          <li hidden data-print="">
            <button className="link-button" type="button">
              {t('facts.print')}
            </button>
          </li>
        </ul>
      </div>
      <article className="poster" aria-labelledby="poster-title">
        <p className="poster-kind">{t('poster.letter')}</p>
        <h1 id="poster-title">{frame.title}</h1>
        <p className="poster-to">{t('poster.to', { addressee: frame.addresseeShort })}</p>
        <p className="poster-summary">{frame.summary}</p>
        {fitOnPoster(requests) ? (
          <ol className="poster-requests">
            {requests.map((request) => (
              <li key={request}>{withoutMarkup(request)}</li>
            ))}
          </ol>
        ) : null}
        <div className="poster-way">
          <QrCode text={address} label={t('poster.qr')} />
          <div>
            <h2>{t('poster.scan')}</h2>
            <p className="poster-address">{address.replace(/^https?:\/\//, '')}</p>
            <p>{t('poster.choice')}</p>
            <p>
              <strong>{t('poster.own')}</strong>
            </p>
          </div>
        </div>
        <p className="poster-host">{frame.hostName}</p>
      </article>
    </div>
  );
}

const linesForRequests = 10;

/** Whether the requests fit above the code as they are; cut short they would ask something else. */
function fitOnPoster(requests: readonly string[]): boolean {
  const lines = requests.map((request) => {
    const text = withoutMarkup(request);
    return Math.ceil(text.length / (/\p{Script=Hangul}/u.test(text) ? 45 : 80));
  });
  return lines.reduce((sum, count) => sum + count, 0) <= linesForRequests;
}

/** Nobody can follow a note or a link on a wall. */
function withoutMarkup(text: string): string {
  return parseLimitedMarkdown(text)
    .filter((segment) => segment.noteId === undefined)
    .map((segment) => segment.text)
    .join('');
}

function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = drawQrCode(text);
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path fill="#ffffff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path fill="#000000" d={path} />
    </svg>
  );
}
