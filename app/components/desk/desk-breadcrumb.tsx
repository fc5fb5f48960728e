import { Link } from '@remix-run/react';

export type Crumb = { label: string; to: string };

/** Where this page hangs; the page itself comes last and is no link. */
export function DeskBreadcrumb({ trail, title }: { trail: Crumb[]; title: string }) {
  return (
    <nav className="desk-breadcrumb" aria-label="Breadcrumb">
      <ol>
        {trail.map(({ label, to }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
          </li>
        ))}
        <li>
          <span aria-current="page">{title}</span>
        </li>
      </ol>
    </nav>
  );
}
