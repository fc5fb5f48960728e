import { Link } from '@remix-run/react';
import type { ReviewList } from '~/domain/signatures/signature';
import { writeCount } from './figures';

/** The two lists of the review, those that do not count yet first. */
export function ReviewLists(props: { held: number; flagged: number; current: ReviewList }) {
  const { held, flagged, current } = props;
  const lists = [
    { list: 'held', to: '?', label: 'Held, not counted', count: held },
    { list: 'flagged', to: '?list=flagged', label: 'Flagged, already counted', count: flagged },
  ] as const;
  return (
    <nav className="desk-tabs" aria-label="Lists for review">
      <ul>
        {lists.map(({ list, to, label, count }) => (
          <li key={list}>
            <Link to={to} aria-current={list === current ? 'page' : undefined}>
              {label} ({writeCount(count)})
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
