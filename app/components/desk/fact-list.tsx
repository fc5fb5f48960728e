import type { ReactNode } from 'react';

export type Fact = { term: string; value: ReactNode };

/** Terms and their values; an address or hash breaks where it must. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl className="desk-facts">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
