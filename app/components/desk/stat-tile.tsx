import { Link } from '@remix-run/react';
import { writeCount } from './figures';

/** One figure; `to` leads to the list with as many rows. */
export function StatTile({ label, count, to }: { label: string; count: number; to?: string }) {
  const figure = (
    <>
      <span className="desk-tile-figure">{writeCount(count)}</span>
      <span className="desk-tile-label">{label}</span>
    </>
  );
  return <li className="desk-tile">{to ? <Link to={to}>{figure}</Link> : <p>{figure}</p>}</li>;
}
