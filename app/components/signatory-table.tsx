import type { PublicSignatory } from '~/domain/letters/letter-view';
import { countryName } from '~/i18n/country-names';
import { formatDay } from '~/i18n/format-date';
import { useLocale, useTranslate } from './locale-context';
import { Signer } from './signer';

/** People who agreed to be named in public; the day of signing, never the minute. */
export function SignatoryTable(props: {
  caption: string;
  signatories: PublicSignatory[];
  /** The address of the list, where each row leads to the form by which it is reported. */
  reportUnder?: string;
}) {
  const t = useTranslate();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
    <section className="table-scroll" aria-label={props.caption} tabIndex={0}>
      <table className="signatories">
        <caption className="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('signatories.number')}</th>
            <th scope="col">{t('signatories.name')}</th>
            <th scope="col">{t('signatories.country')}</th>
            <th scope="col">{t('signatories.day')}</th>
            {props.reportUnder ? (
              <th scope="col">
                <span className="visually-hidden">{t('report.title')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {props.signatories.map((signatory) => (
            <SignatoryRow
              key={signatory.id}
              signatory={signatory}
              reportUnder={props.reportUnder}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SignatoryRow(props: { signatory: PublicSignatory; reportUnder?: string }) {
  const { signatory, reportUnder } = props;
  const locale = useLocale();
  const { name, latinName, title, affiliation } = signatory;
  return (
    <tr>
      <td className="number">{signatory.number}</td>
      <th scope="row">
        <Signer name={name} locale={signatory.locale} />
        {latinName && latinName !== name ? (
          <>
            {' '}
            (<bdi>{latinName}</bdi>)
          </>
        ) : null}
        {title || affiliation ? (
          <span className="soft affiliation">
            {title ? <Signer name={title} locale={signatory.locale} /> : null}
            {title && affiliation ? ', ' : null}
            {affiliation ? <Signer name={affiliation} locale={signatory.locale} /> : null}
          </span>
        ) : null}
      </th>
      <td>{signatory.country ? countryName(locale, signatory.country) : null}</td>
      <td>
        <time dateTime={signatory.signedOn}>{formatDay(locale, signatory.signedOn)}</time>
      </td>
      {reportUnder ? (
        <ReportCell href={`${reportUnder}/${signatory.number}/report`} number={signatory.number} />
      ) : null}
    </tr>
  );
}

function ReportCell({ href, number }: { href: string; number: number }) {
  const t = useTranslate();
  return (
    <td className="report-cell">
      <a className="report-link" href={href} rel="nofollow">
        {t('report.link')}
        <span className="visually-hidden"> {t('report.link.number', { number })}</span>
      </a>
    </td>
  );
}
