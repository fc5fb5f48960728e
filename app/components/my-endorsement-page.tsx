import type { EndorsementState } from '~/domain/endorsements/endorsement';
import { countryName } from '~/i18n/country-names';
import { formatDayOf } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import { Signer } from './signer';

type StoredEndorsement = {
  organisation: string;
  organisationEn: string;
  country: string;
  website: string;
  representative: string;
  role: string;
  email: string;
  showRepresentative: boolean;
  state: EndorsementState;
  createdAt: string;
  declineReason: string | null;
};

type MyEndorsementPageProps = { frame: LetterFrame; endorsement: StoredEndorsement };

/** How far an endorsement is, for the person who gave it, and the way to take it back. */
export function MyEndorsementPage({ frame, endorsement }: MyEndorsementPageProps) {
  const locale = useLocale();
  const t = useTranslate();
  const { state } = endorsement;
  const rows: [string, string][] = [
    [t('mine.state'), t(`myEndorsement.state.${state}`)],
    [t('myEndorsement.sentOn'), formatDayOf(locale, endorsement.createdAt, frame.timeZone)],
    [t('field.organisation'), endorsement.organisation],
    [t('field.organisationEn'), endorsement.organisationEn],
    [t('field.country'), countryName(locale, endorsement.country)],
    [t('field.website'), endorsement.website],
    [t('field.representative'), endorsement.representative || t('myEndorsement.erased')],
    [t('field.role'), endorsement.role || t('myEndorsement.erased')],
    [t('field.workEmail'), endorsement.email || t('myEndorsement.erased')],
    [
      t('field.showRepresentative'),
      t(endorsement.showRepresentative ? 'endorse.show.yes' : 'endorse.show.no'),
    ],
  ];
  if (endorsement.declineReason) {
    rows.splice(1, 0, [t('myEndorsement.reason'), endorsement.declineReason]);
  }
  return (
    <div className="container page narrow">
      <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
      <h1>{t('myEndorsement.title')}</h1>
      <p className="lead">{frame.title}</p>
      <dl className="summary-list">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Signer name={value} />
            </dd>
          </div>
        ))}
      </dl>
      {state === 'withdrawn' || state === 'declined' ? null : <WithdrawForm />}
    </div>
  );
}

function WithdrawForm() {
  const t = useTranslate();
  return (
    <section className="page-section" aria-labelledby="withdraw-endorsement">
      <h2 id="withdraw-endorsement">{t('myEndorsement.withdraw')}</h2>
      <p>{t('myEndorsement.withdraw.text')}</p>
      <form method="post">
        <button className="button button-danger" type="submit" name="intent" value="withdraw">
          {t('myEndorsement.withdraw')}
        </button>
      </form>
    </section>
  );
}
