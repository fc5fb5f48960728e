import { StatTile } from './stat-tile';

export type OverviewCounts = {
  confirmed: number;
  pending: number;
  held: number;
  withdrawn: number;
  invalidated: number;
  public: number;
  letterOnly: number;
  countedOnly: number;
  countries: number;
  endorsementsApproved: number;
  endorsementsWaiting: number;
  endorsementsUnconfirmed: number;
  endorsementsDeclined: number;
};

/** Addresses of the lists; null for an organiser who may not open them. */
export type OverviewLists = {
  signatures: string | null;
  endorsements: string | null;
  paper: string | null;
};

function within(list: string | null, query: string): string | null {
  return list && `${list}?${query}`;
}

/** Of those who are confirmed, held or not confirmed, how many their owners have confirmed and count. */
function confirmationRate({ confirmed, held, pending }: OverviewCounts): string | null {
  const all = confirmed + held + pending;
  if (all === 0) return null;
  // Rounded down: not all have confirmed while one has not.
  return `${Math.floor((100 * confirmed) / all)} % are confirmed`;
}

/** The four figures by which a campaign is known. */
export function MainTiles({ counts, lists }: { counts: OverviewCounts; lists: OverviewLists }) {
  const { signatures, endorsements } = lists;
  return (
    <section aria-labelledby="figures-heading">
      <h2 id="figures-heading">Figures</h2>
      <ul className="desk-tiles desk-tiles-main">
        <StatTile
          label="confirmed people"
          count={counts.confirmed}
          to={within(signatures, 'state=confirmed')}
        />
        <StatTile
          label="approved organisations"
          count={counts.endorsementsApproved}
          to={within(endorsements, 'state=approved')}
        />
        <StatTile
          label="waiting to confirm"
          count={counts.pending}
          to={within(signatures, 'state=pending')}
          note={confirmationRate(counts)}
        />
        <StatTile label="countries" count={counts.countries} to="#countries" />
      </ul>
    </section>
  );
}

/** The same people and organisations by visibility and state. */
export function FurtherTiles(props: {
  counts: OverviewCounts;
  paper: { signatures: number };
  lists: OverviewLists;
}) {
  const { counts, paper, lists } = props;
  const { signatures, endorsements, paper: batches } = lists;
  const signed = (label: string, count: number, query: string) => (
    <StatTile label={label} count={count} to={within(signatures, query)} />
  );
  const endorsed = (label: string, count: number, state: string) => (
    <StatTile label={label} count={count} to={within(endorsements, `state=${state}`)} />
  );
  return (
    <section aria-labelledby="further-heading">
      <h2 id="further-heading">By state</h2>
      <h3>Confirmed people by how their name appears</h3>
      <ul className="desk-tiles">
        {signed(
          'on the page and in the letter',
          counts.public,
          'state=confirmed&visibility=public',
        )}
        {signed('in the letter only', counts.letterOnly, 'state=confirmed&visibility=letter')}
        {signed('counted only', counts.countedOnly, 'state=confirmed&visibility=counted')}
      </ul>
      <h3>Signatures that do not count</h3>
      <ul className="desk-tiles">
        {signed('held for review', counts.held, 'state=held')}
        {signed('withdrawn', counts.withdrawn, 'state=withdrawn')}
        {signed('invalidated', counts.invalidated, 'state=invalidated')}
      </ul>
      <h3>On paper, never part of the figures above</h3>
      <ul className="desk-tiles">
        <StatTile label="on paper" count={paper.signatures} to={batches} />
      </ul>
      <h3>Organisations that are not approved</h3>
      <ul className="desk-tiles">
        {endorsed('waiting for a decision', counts.endorsementsWaiting, 'waiting')}
        {endorsed('address not confirmed', counts.endorsementsUnconfirmed, 'unconfirmed')}
        {endorsed('declined', counts.endorsementsDeclined, 'declined')}
      </ul>
    </section>
  );
}
