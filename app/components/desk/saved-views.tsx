import { Link } from '@remix-run/react';
import { builtInViews, type SignatureView } from '~/domain/signature-views/signature-view';

/** Views of the table by name: those that every letter has, the team's and one's own. */
export function SavedViews(props: { views: SignatureView[]; here: string; path: string }) {
  const { views, here, path } = props;
  const all = [
    { name: 'All', search: '?', note: '' },
    ...builtInViews.map((view) => ({ ...view, note: '' })),
    ...views.map(({ name, search, own }) => ({ name, search, note: own ? '' : ' (team)' })),
  ];
  return (
    <nav className="desk-tabs" aria-label="Views of the table">
      <ul>
        {all.map(({ name, search, note }) => (
          <li key={`${name} ${search}`}>
            <Link to={search} aria-current={search === here ? 'true' : undefined}>
              {name}
              {note}
            </Link>
          </li>
        ))}
        <li>
          <Link to={`${path}/views?${new URLSearchParams({ view: here })}`}>
            Keep or change views
          </Link>
        </li>
      </ul>
    </nav>
  );
}
