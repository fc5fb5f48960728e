import type { PublicDelivery } from '~/domain/letters/letter-view';
import { formatDayOf, formatMoment } from '~/i18n/format-date';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

/** One line on where the letter stands; it speaks of recorded events only. */
export function StatusStrip(props: { frame: LetterFrame; deliveries: PublicDelivery[] }) {
  const { frame } = props;
  const locale = useLocale();
  const t = useTranslate();
  const sent = props.deliveries.at(-1);
  const date = sent ? formatDayOf(locale, sent.at, frame.timeZone) : '';
  return (
    <p className="status-strip">
      <strong>
        {frame.closesAt
          ? t(frame.takesSignatures ? 'status.openUntil' : 'status.closedOn', {
              moment: formatMoment(locale, frame.closesAt, frame.timeZone),
            })
          : t(frame.takesSignatures ? 'status.open' : 'status.closed')}
      </strong>
      {sent ? (
        <span>{t(`status.${sent.state}`, { addressee: frame.addresseeShort, date })}</span>
      ) : null}
    </p>
  );
}
