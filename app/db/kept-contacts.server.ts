import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database } from './client.server';
import { erasedIndexBytes, wantsMail } from './due-erasures.server';

export type KeptContacts = {
  /** Signatures that nobody has confirmed. */
  unconfirmed: number;
  /** Withdrawn ones of which name and address are still there. */
  withdrawn: number;
  /** Signatures and organisations whose address is still there. */
  people: number;
  organisations: number;
  /** When the addresses in the next acknowledged copy go, and of how many people; null for none. */
  acknowledged: { at: Date; people: number } | null;
  /** When the letter ended or is to end; null when it has no end. */
  endsAt: Date | null;
};

/**
 * What one letter still holds of people's addresses, by what ends it; `delivered` is how long after
 * an acknowledgement. A copy whose time has come already is no future event.
 */
export async function readKeptContacts(
  db: Database,
  { letterId, delivered }: { letterId: string; delivered: Duration },
): Promise<KeptContacts> {
  const { rows } = await sql<KeptContacts>`
    with next_copy as (
      select d.frozen_at, min(e.at) + ${delivered} * interval '1 millisecond' as at
      from deliveries d join delivery_events e on e.delivery_id = d.id
      where d.letter_id = ${letterId} and d.state in ('acknowledged', 'answered')
        and e.state in ('acknowledged', 'answered') and e.corrects is null
        and not exists (select from delivery_events c where c.corrects = e.id)
      group by d.id
      having min(e.at) + ${delivered} * interval '1 millisecond' > now()
      order by at limit 1
    ), kept as (
      select count(*) filter (where s.state = 'pending') as unconfirmed,
        count(*) filter (where s.state = 'withdrawn'
          and (s.contact_erased_at is null or s.contact_erased_at < s.withdrawn_at)) as withdrawn,
        count(*) filter (where s.state in ('confirmed', 'invalidated', 'held')
          and s.contact_erased_at is null) as people,
        count(*) filter (where s.state in ('confirmed', 'invalidated')
          and s.contact_erased_at is null
          and s.confirmed_at <= (select frozen_at from next_copy)
          and (s.state = 'invalidated' or not ${wantsMail})) as covered
      from signatures s where s.letter_id = ${letterId}
    )
    select kept.unconfirmed, kept.withdrawn, kept.people,
      (select count(*) from endorsements e where e.letter_id = l.id
        and octet_length(e.email_index) < ${erasedIndexBytes}) as organisations,
      (select json_build_object('at', at, 'people', kept.covered) from next_copy) as acknowledged,
      coalesce(l.closes_at, case when l.state = 'closed' then l.updated_at end) as "endsAt"
    from letters l, kept where l.id = ${letterId}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a letter that does not exist');
  const { acknowledged } = row;
  return {
    ...row,
    acknowledged: acknowledged && { ...acknowledged, at: new Date(acknowledged.at) },
  };
}
