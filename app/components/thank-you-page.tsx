import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { ShareLinks } from './share-links';

type ThankYouPageProps = {
  frame: LetterFrame;
  /** Null when this browser did not confirm anything lately. */
  subject: 'signature' | 'endorsement' | null;
  number: number | null;
  isPublic: boolean;
  signatures: number;
};

/** A receipt that can be kept: it says more to the browser that confirmed than to others. */
export function ThankYouPage(props: ThankYouPageProps) {
  const { frame, subject, number } = props;
  const locale = useLocale();
  const t = useTranslate();
  const letter = letterPath(frame, locale);
  return (
    <div className="container page narrow">
      <h1>{t('thanks.title')}</h1>
      {subject === 'endorsement' ? <p className="lead">{t('thanks.endorsement')}</p> : null}
      {number !== null ? <p className="lead">{t('thanks.number', { n: number })}</p> : null}
      {subject === 'signature' ? <p>{t('thanks.confirmed')}</p> : null}
      <p>{t('count.people', { n: props.signatures })}</p>
      <h2>{t('thanks.next')}</h2>
      <p>
        {frame.takesSignatures
          ? t('thanks.nextOpen', { addressee: frame.addresseeShort })
          : t('thanks.nextClosed', { addressee: frame.addresseeShort })}
      </p>
      <p>{t('thanks.manage')}</p>
      <p>
        <a href={letter}>{t('thanks.letter')}</a>
      </p>
      <ShareLinks
        url={frame.publicUrl + letter}
        subject={frame.title}
        text={t(props.isPublic ? 'share.textSigned' : 'share.text', { title: frame.title })}
      />
      {subject === 'signature' && frame.takesSignatures ? (
        <>
          <h2>{t('thanks.organisation')}</h2>
          <p>
            <a href={letterPath(frame, locale, 'endorse')}>{t('endorse.button')}</a>
          </p>
        </>
      ) : null}
    </div>
  );
}
