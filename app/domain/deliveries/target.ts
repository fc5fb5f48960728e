import { days } from '~/primitives/duration';

/** Names and addresses of offices change; after so long somebody looks again. */
const checkedFor = days(30);

/** Whether it is long ago, or never, that somebody checked an address; `checkedOn` is a day. */
export function addressIsStale(checkedOn: string | null, now: Date): boolean {
  return !checkedOn || now.getTime() - new Date(checkedOn).getTime() >= checkedFor;
}
