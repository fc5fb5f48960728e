import type { PublicLedgerEntry } from '~/domain/deliveries/list-public-ledger.server';
import { publicWords } from '~/domain/deliveries/public-words';
import { formatDayOf, formatMoment } from '~/i18n/format-date';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

/** One line on where the letter stands; it speaks of recorded events only. */
export function StatusStrip(props: { frame: LetterFrame; deliveries: PublicLedgerEntry[] }) {
  const { frame } = props;
  const locale = useLocale();
  const t = useTranslate();
  const last = props.deliveries.toSorted((one, other) => one.at.localeCompare(other.at)).at(-1);
  const words = last && publicWords({ ...last, addressee: frame.addresseeShort }, locale);
  return (
    <p className="status-strip">
      <strong>
        {frame.closesAt
          ? t(frame.takesSignatures ? 'status.openUntil' : 'status.closedOn', {
              moment: formatMoment(locale, frame.closesAt, frame.timeZone),
            })
          : t(frame.takesSignatures ? 'status.open' : 'status.closed')}
      </strong>
      {last && words ? (
        <span>
          {words}, <time dateTime={last.at}>{formatDayOf(locale, last.at, frame.timeZone)}</time>
        </span>
      ) : null}
    </p>
  );
}
