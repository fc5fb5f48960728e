import { Link } from '@remix-run/react';
import { writeCount } from './figures';

/** One figure; `to` leads to the list with as many rows, `note` says more about it. */
export function StatTile(props: {
  label: string;
  count: number;
  to?: string | null;
  note?: string | null;
}) {
  const { label, count, to, note } = props;
  const figure = (
    <>
      <span className="desk-tile-figure">{writeCount(count)}</span>
      <span className="desk-tile-label">{label}</span>
      {note ? <span className="desk-tile-note">{note}</span> : null}
    </>
  );
  return (
    <li className="desk-tile">
      {to ? (
        <Link to={to} data-count={count}>
          {figure}
        </Link>
      ) : (
        <p>{figure}</p>
      )}
    </li>
  );
}
