import type { Context } from '~/context.server';
import { readKeptContacts } from '~/db/kept-contacts.server';
import { type Duration, days } from '~/primitives/duration';
import { retention } from './retention';

/** What goes by itself; `at` (ISO 8601) and `daysLeft` where all of it has one time. */
export type PlannedDeletion = {
  what: 'unconfirmed' | 'withdrawn' | 'acknowledged' | 'closed';
  people: number;
  organisations: number;
  /** How many days after what begins it. */
  afterDays: number;
  at: string | null;
  daysLeft: number | null;
};

/**
 * When what a letter holds of people goes by itself, by the retention as it runs daily. `unconfirmed`
 * and `withdrawn` go one by one, each so many days after signing or withdrawing; `acknowledged` is the
 * next copy whose people's addresses go; `closed` is everything that is left, a while after the end.
 */
export async function planDeletions(
  ctx: Context,
  letter: { id: string },
): Promise<PlannedDeletion[]> {
  const { delivered } = retention;
  const kept = await readKeptContacts(ctx.db, { letterId: letter.id, delivered });
  const { unconfirmed, withdrawn, people, organisations, acknowledged, endsAt } = kept;
  const now = ctx.clock.now().getTime();
  function planned(
    what: PlannedDeletion['what'],
    after: Duration,
    held: { people: number; organisations?: number; at?: Date | null },
  ): PlannedDeletion {
    const { at = null } = held;
    return {
      what,
      people: held.people,
      organisations: held.organisations ?? 0,
      afterDays: Math.round(after / days(1)),
      at: at?.toISOString() ?? null,
      daysLeft: at && Math.max(0, Math.ceil((at.getTime() - now) / days(1))),
    };
  }
  const end = endsAt && new Date(endsAt.getTime() + retention.closed);
  return [
    planned('unconfirmed', retention.unconfirmedSignature, { people: unconfirmed }),
    planned('withdrawn', retention.withdrawn, { people: withdrawn }),
    planned('acknowledged', delivered, { people: 0, ...acknowledged }),
    planned('closed', retention.closed, { people, organisations, at: end }),
  ];
}
