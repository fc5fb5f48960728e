import { Link } from '@remix-run/react';
import { writeCount } from './figures';

/**
 * A figure that leads to the list with as many rows; `about` says to screen readers of what. Where
 * there is nothing, or nothing that this organiser may open, only the figure.
 */
export function FigureLink(props: { count: number; to: string | null; about: string }) {
  const { count, to, about } = props;
  if (!to || count === 0) return <>{writeCount(count)}</>;
  return (
    <Link to={to} data-count={count} className="desk-figure-link">
      {writeCount(count)}
      <span className="desk-hidden"> {about}</span>
    </Link>
  );
}
