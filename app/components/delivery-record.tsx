import type { PublicLedgerEntry } from '~/domain/deliveries/list-public-ledger.server';
import { publicWords } from '~/domain/deliveries/public-words';
import { formatMoment } from '~/i18n/format-date';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

/** What is on record about each copy of the letter, step by step, with its proof. */
export function DeliveryRecord(props: { frame: LetterFrame; deliveries: PublicLedgerEntry[] }) {
  const t = useTranslate();
  return (
    <section id="deliveries" className="page-section" aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">{t('deliveries.title')}</h2>
      {props.deliveries.length === 0 ? <p>{t('deliveries.none')}</p> : null}
      <ul className="deliveries">
        {props.deliveries.map((delivery) => (
          <DeliveryEntry key={delivery.at + delivery.target} delivery={delivery} {...props} />
        ))}
      </ul>
    </section>
  );
}

function DeliveryEntry(props: { delivery: PublicLedgerEntry; frame: LetterFrame }) {
  const { delivery, frame } = props;
  const locale = useLocale();
  const t = useTranslate();
  const addressee = frame.addresseeShort;
  return (
    <li>
      <ol className="delivery-steps">
        {delivery.steps.map((step) => (
          <li key={step.at + step.state}>
            <strong>{publicWords({ ...step, addressee }, locale)}</strong>
            {' · '}
            {t(`ledger.by.${step.channel}`)}
            {' · '}
            <time dateTime={step.at}>{formatMoment(locale, step.at, frame.timeZone)}</time>
          </li>
        ))}
      </ol>
      {delivery.silentDays ? <p>{t('ledger.silence', { n: delivery.silentDays })}</p> : null}
      <p>
        {t('facts.version', { number: delivery.versionNumber })}
        {' · '}
        {t('count.signatures', { n: delivery.signatures })}
        {delivery.paperSignatures > 0
          ? ` · ${t('count.onPaper', { n: delivery.paperSignatures })}`
          : null}
      </p>
      <p className="soft">
        {t('deliveries.pdfHash')} <code>{delivery.pdfHash}</code>
      </p>
    </li>
  );
}
