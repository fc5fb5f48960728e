import type { PlannedDeletion } from '~/domain/retention/plan-deletions.server';
import { DataTable } from './data-table';
import { writeCount, writePeople } from './figures';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

type Planned = Omit<PlannedDeletion, 'at'> & { at: Moment | null };

const what: Record<PlannedDeletion['what'], string> = {
  unconfirmed: 'Signatures that nobody confirmed',
  withdrawn: 'Names and addresses of withdrawn signatures',
  acknowledged: 'Addresses of people in a copy that was acknowledged, who asked for no news',
  closed: 'Every address that is left, paper sheets, evidence, contents of replies',
};

const after: Record<PlannedDeletion['what'], (days: number) => string> = {
  unconfirmed: (days) => `each ${days} days after signing`,
  withdrawn: (days) => `each ${days} days after withdrawing`,
  acknowledged: (days) => `${days} days after the addressee acknowledged it`,
  closed: (days) => `${days} days after the letter ended`,
};

const oneByOne: PlannedDeletion['what'][] = ['unconfirmed', 'withdrawn'];

function writeHeld({ people, organisations }: Planned): string {
  const ofPeople = writePeople(people);
  if (organisations === 0) return ofPeople;
  const s = organisations === 1 ? '' : 's';
  return `${ofPeople}, ${writeCount(organisations)} organisation${s}`;
}

function daysLeft(days: number): string {
  if (days === 0) return 'with the next daily run';
  return days === 1 ? 'in 1 day' : `in ${writeCount(days)} days`;
}

/** What goes by itself and when: a countdown where all of it has one date. */
export function DeletionSchedule({ planned }: { planned: Planned[] }) {
  return (
    <DataTable
      id="deletions"
      caption="What is deleted by itself, and when"
      columns={[{ label: 'What' }, { label: 'Rule' }, { label: 'Held now' }, { label: 'Goes' }]}
      rows={planned.map((one) => ({
        key: one.what,
        cells: [
          what[one.what],
          after[one.what](one.afterDays),
          writeHeld(one),
          one.daysLeft === null ? (
            <span key="goes">{oneByOne.includes(one.what) ? 'one by one' : '–'}</span>
          ) : (
            <span key="goes">
              {daysLeft(one.daysLeft)}, <TimeOf moment={one.at} />
            </span>
          ),
        ],
      }))}
    />
  );
}
