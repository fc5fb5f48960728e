import { Form } from '@remix-run/react';
import type { Founder } from '~/domain/endorsements/list-founders.server';
import type { FounderMove } from '~/domain/endorsements/move-founder.server';

const words: Record<FounderMove, string> = {
  add: 'Add to the founding ones',
  up: 'Move up',
  down: 'Move down',
  remove: 'Take from the list',
};

function Moves({ id, about, moves }: { id: string; about: string; moves: FounderMove[] }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="id" value={id} />
      {moves.map((move) => (
        <button key={move} type="submit" name="intent" value={move} className="desk-button-quiet">
          {words[move]}
          <span className="desk-hidden">: {about}</span>
        </button>
      ))}
    </Form>
  );
}

function Name({ organisation, organisationEn }: Founder) {
  return (
    <>
      <bdi>{organisation}</bdi>
      {organisation === organisationEn ? null : (
        <span className="desk-soft"> ({organisationEn})</span>
      )}
    </>
  );
}

/** The founding organisations in the order in which they stand under the letter. */
export function FounderOrder({ founders, mayDecide }: { founders: Founder[]; mayDecide: boolean }) {
  if (founders.length === 0) return <p>No organisation is marked as a founding one.</p>;
  return (
    <ol className="desk-order">
      {founders.map((founder, place) => {
        const moves: FounderMove[] = [];
        if (place > 0) moves.push('up');
        if (place < founders.length - 1) moves.push('down');
        return (
          <li key={founder.id}>
            <span>
              {place + 1}. <Name {...founder} />
              {founder.coordinator ? ' – coordinator, stands first' : null}
            </span>
            {mayDecide ? (
              <Moves id={founder.id} about={founder.organisationEn} moves={[...moves, 'remove']} />
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

/** Approved organisations that stand after the founding ones, by the alphabet. */
export function OtherOrganisations({
  others,
  mayDecide,
}: {
  others: Founder[];
  mayDecide: boolean;
}) {
  if (others.length === 0) return <p>No other organisation is approved.</p>;
  return (
    <ul className="desk-order">
      {others.map((other) => (
        <li key={other.id}>
          <span>
            <Name {...other} />
            {other.coordinator ? ' – coordinator, stands first' : null}
          </span>
          {mayDecide ? <Moves id={other.id} about={other.organisationEn} moves={['add']} /> : null}
        </li>
      ))}
    </ul>
  );
}
