import type { LetterCounts, PublicSignatory } from '~/domain/letters/letter-view';
import type { PaperCounts } from '~/domain/paper/paper-batch';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { PaperLine } from './paper-line';
import { SignatoryTable } from './signatory-table';

type NewestSignatoriesProps = {
  frame: LetterFrame;
  counts: LetterCounts;
  paper: PaperCounts;
  signatories: PublicSignatory[];
  namesHidden: boolean;
  mayBeIndexed: boolean;
};

/** The count of all who signed, and the newest of those who are named in public. */
export function NewestSignatories(props: NewestSignatoriesProps) {
  const { frame, counts, signatories } = props;
  const locale = useLocale();
  const t = useTranslate();
  return (
    <section id="signatories" className="page-section" aria-labelledby="signatories-title">
      <h2 id="signatories-title">{t('signatories.title')}</h2>
      <p>
        {t('count.people', { n: counts.signatures })}
        {' · '}
        {t('count.countries', { n: counts.countries })}
      </p>
      <PaperLine paper={props.paper} />
      {props.namesHidden ? (
        <p className="names-hidden">{t('signatories.hidden')}</p>
      ) : (
        <div data-nosnippet={props.mayBeIndexed ? undefined : ''}>
          <p className="soft">{t('signatories.explained')}</p>
          {signatories.length > 0 ? (
            <SignatoryTable caption={t('signatories.newest')} signatories={signatories} />
          ) : (
            <p>{t('signatories.none')}</p>
          )}
          <p>
            <a href={letterPath(frame, locale, 'signatures')}>{t('signatories.all')}</a>
          </p>
        </div>
      )}
    </section>
  );
}
