import type { LetterCounts } from '~/domain/letters/letter-view';
import type { PaperCounts } from '~/domain/paper/paper-batch';
import type { CampaignFields } from '~/domain/signatures/campaign-source';
import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import { EarlierSignatures } from './earlier-signatures';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import type { CameBy } from './news-consent-field';
import { PaperLine } from './paper-line';
import { SignForm } from './sign-form';
import type { PresentVersion } from './version-notice';

type SignPanelProps = {
  frame: LetterFrame;
  counts: LetterCounts;
  paper: PaperCounts;
  goal: number | null;
  version: PresentVersion;
  stamp?: string;
  cameBy: CameBy | null;
  /** What the link said of itself, to travel with the form. */
  campaign: CampaignFields;
};

/** Beside the letter on wide screens, directly under it on phones. */
export function SignPanel(props: SignPanelProps) {
  const { frame, counts, paper, goal, version, stamp, cameBy, campaign } = props;
  const locale = useLocale();
  const t = useTranslate();
  return (
    <section className="sign-panel" aria-labelledby="sign-title">
      <div className="sign-panel-inner">
        <h2 id="sign-title">{t('sign.title')}</h2>
        <p className="sign-count">
          {t('count.people', { n: counts.signatures })}
          {goal && goal > counts.signatures ? (
            <span className="sign-goal"> {t('count.goal', { goal })}</span>
          ) : null}
        </p>
        <EarlierSignatures frame={frame} counts={counts} version={version} />
        <PaperLine paper={paper} />
        {frame.takesSignatures ? (
          <SignForm
            frame={frame}
            stamp={stamp}
            seen={version.hash}
            cameBy={cameBy}
            answers={campaign}
          />
        ) : (
          <p>
            {frame.closesAt
              ? t('status.closedOn', {
                  moment: formatMoment(locale, frame.closesAt, frame.timeZone),
                })
              : t('status.closed')}
          </p>
        )}
        {frame.takesSignatures ? (
          <p className="sign-organisation touch-line">
            <a href={letterPath(frame, locale, 'endorse')}>{t('endorse.button')}</a>
          </p>
        ) : null}
      </div>
    </section>
  );
}

/** Stays at the foot of small screens until the form itself is in view. */
export function SignBar({ counts }: { counts: LetterCounts }) {
  const t = useTranslate();
  return (
    <section className="sign-bar" aria-label={t('sign.bar')} data-sign-bar="">
      <p>{t('count.signed', { n: counts.signatures })}</p>
      <a className="button" href="#sign">
        {t('sign.button')}
      </a>
    </section>
  );
}
