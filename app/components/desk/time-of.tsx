import type { Moment } from './moments';

/** A time as `<time>`; a dash stands for none. */
export function TimeOf({ moment }: { moment: Moment | null }) {
  return moment ? <time dateTime={moment.iso}>{moment.text}</time> : <span>–</span>;
}
