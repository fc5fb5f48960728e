import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import { ErrorSummary } from './error-summary';
import { type FieldFault, faultText } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { ShareLinks } from './share-links';
import { latinNameInput, TextField } from './text-field';

type ThankYouPageProps = {
  frame: LetterFrame;
  /** Null when this browser did not confirm anything lately. */
  subject: 'signature' | 'endorsement' | null;
  number: number | null;
  isPublic: boolean;
  /** Confirmed, but an organiser looks at it before it counts. */
  held: boolean;
  signatures: number;
  /** The spelling in Latin letters, when the name has other ones and somebody may read it. */
  latin: { asked: boolean; latinName: string | null };
  faults: FieldFault[];
  typed: string;
};

/** A receipt that can be kept: it says more to the browser that confirmed than to others. */
export function ThankYouPage(props: ThankYouPageProps) {
  const { frame, subject, latin, faults } = props;
  const locale = useLocale();
  const t = useTranslate();
  const letter = letterPath(frame, locale);
  const problems = faults.map((fault) => faultText(t, fault, t('field.latinName')));
  return (
    <div className="container page narrow">
      <ErrorSummary items={problems.map((text) => ({ href: '#latin-name', text }))} />
      <h1>{t('thanks.title')}</h1>
      <Receipt {...props} />
      <h2>{t('thanks.next')}</h2>
      <WhatNext frame={frame} />
      {subject === 'signature' ? <p>{t('thanks.manage')}</p> : null}
      <p className="touch-line">
        <a href={letter}>{t('thanks.letter')}</a>
      </p>
      <ShareLinks
        url={frame.publicUrl + letter}
        subject={frame.title}
        text={t(props.isPublic ? 'share.textSigned' : 'share.text', { title: frame.title })}
        posterHref={letterPath(frame, frame.textLocale, 'poster')}
      />
      {latin.asked ? (
        <LatinNameForm latinName={latin.latinName} typed={props.typed} error={problems[0]} />
      ) : null}
      {subject === 'signature' && frame.takesSignatures ? (
        <section className="page-section" aria-labelledby="thanks-organisation">
          <h2 id="thanks-organisation">{t('thanks.organisation')}</h2>
          <p className="touch-line">
            <a href={letterPath(frame, locale, 'endorse')}>{t('endorse.button')}</a>
          </p>
        </section>
      ) : null}
    </div>
  );
}

function Receipt({ subject, number, held, signatures }: ThankYouPageProps) {
  const t = useTranslate();
  return (
    <>
      {subject === 'endorsement' ? (
        <p className="lead">{t(held ? 'thanks.endorsement' : 'thanks.endorsementShown')}</p>
      ) : null}
      {subject !== 'endorsement' && held ? <p className="lead">{t('thanks.held')}</p> : null}
      {number !== null && !held ? (
        <p className="lead">{t('thanks.number', { n: number })}</p>
      ) : null}
      {subject === 'signature' && !held ? <p>{t('thanks.confirmed')}</p> : null}
      <p>{t('count.people', { n: signatures })}</p>
    </>
  );
}

function WhatNext({ frame }: { frame: LetterFrame }) {
  const locale = useLocale();
  const t = useTranslate();
  const addressee = frame.addresseeShort;
  if (!frame.takesSignatures) return <p>{t('thanks.nextClosed', { addressee })}</p>;
  return (
    <>
      {frame.closesAt ? (
        <p>
          {t('status.openUntil', { moment: formatMoment(locale, frame.closesAt, frame.timeZone) })}
        </p>
      ) : null}
      <p>{t('thanks.nextOpen', { addressee })}</p>
    </>
  );
}

/** For readers of other scripts, asked only after signing and never required. */
function LatinNameForm(props: { latinName: string | null; typed: string; error?: string }) {
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="thanks-latin">
      <h2 id="thanks-latin">{t('thanks.latin.title')}</h2>
      {props.latinName ? (
        <p className="notice notice-ok" role="status">
          {t('thanks.latin.saved', { name: props.latinName })}
        </p>
      ) : null}
      <p>{t('thanks.latin.text')}</p>
      <form method="post" noValidate>
        <TextField
          id="latin-name"
          label={t('field.latinName')}
          hint={t('field.latinName.hint')}
          error={props.error}
          name="latinName"
          value={props.typed || (props.latinName ?? '')}
          input={latinNameInput}
        />
        <button className="button button-quiet" type="submit">
          {t('thanks.latin.save')}
        </button>
      </form>
    </section>
  );
}
