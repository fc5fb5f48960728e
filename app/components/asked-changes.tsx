import type { OrganisationWords } from '~/domain/endorsements/endorsement';
import { furtherLocales, nameFields } from '~/domain/endorsements/organisation-names';
import { formatDayOf } from '~/i18n/format-date';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { Signer } from './signer';

export type AskedWords = OrganisationWords & {
  logo: 'keep' | 'replace' | 'remove';
  askedAt: string;
};

type AskedChangesProps = { frame: LetterFrame; before: OrganisationWords; asked: AskedWords };

/** What an organisation has asked for and nobody has decided, with the way to take it back. */
export function AskedChanges({ frame, before, asked }: AskedChangesProps) {
  const locale = useLocale();
  const t = useTranslate();
  const none = t('myEndorsement.asked.none');
  const logo = { keep: '', replace: t('myEndorsement.asked.newLogo'), remove: null }[asked.logo];
  const rows: [string, string | null, string | null][] = [
    [t('field.organisation'), before.organisation, asked.organisation],
    [t('field.organisationEn'), before.organisationEn, asked.organisationEn],
    ...furtherLocales.map((further): [string, string | null, string | null] => [
      t(`field.${nameFields[further]}`),
      before.names[further] ?? null,
      asked.names[further] ?? null,
    ]),
    [t('field.statement'), before.statement, asked.statement],
    [t('field.logo'), '', logo],
  ];
  return (
    <section className="page-section" aria-labelledby="asked-changes">
      <h2 id="asked-changes">{t('myEndorsement.asked')}</h2>
      <p>
        {t('myEndorsement.asked.text', {
          date: formatDayOf(locale, asked.askedAt, frame.timeZone),
        })}
      </p>
      <dl className="summary-list">
        {rows
          .filter(([, now, then]) => now !== then)
          .map(([label, , then]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <Signer name={then ?? none} />
              </dd>
            </div>
          ))}
      </dl>
      <form method="post">
        <button className="button button-quiet" type="submit" name="intent" value="take-back">
          {t('myEndorsement.takeBack')}
        </button>
      </form>
    </section>
  );
}
