import type { PublicDelivery } from '~/domain/letters/letter-view';
import { formatMoment } from '~/i18n/format-date';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

/** What is on record about each time the letter was handed over, with its proof. */
export function DeliveryRecord(props: { frame: LetterFrame; deliveries: PublicDelivery[] }) {
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

function DeliveryEntry({ delivery, frame }: { delivery: PublicDelivery; frame: LetterFrame }) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <li>
      <p>
        <strong>{t(`delivery.${delivery.state}`)}</strong>{' '}
        {t(`channel.${delivery.channel}`, { addressee: frame.addresseeShort })}
      </p>
      <p>
        <time dateTime={delivery.at}>{formatMoment(locale, delivery.at, frame.timeZone)}</time>
        {' · '}
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
