import { Link } from '@remix-run/react';
import { type Act, type OrganiserRole, permits } from '~/domain/organisers/organiser';

type Section = { name: DeskSection; path: string; label: string; act: Act };

export type DeskSection =
  | 'overview'
  | 'letter'
  | 'background'
  | 'signatures'
  | 'endorsements'
  | 'deliveries'
  | 'exports'
  | 'audit';

const sections: Section[] = [
  { name: 'overview', path: '', label: 'Overview', act: 'read-letters' },
  { name: 'letter', path: '/letter', label: 'Letter', act: 'read-letters' },
  { name: 'background', path: '/background', label: 'Background', act: 'read-letters' },
  { name: 'signatures', path: '/signatures', label: 'Signatures', act: 'read-signatures' },
  { name: 'endorsements', path: '/endorsements', label: 'Endorsements', act: 'read-signatures' },
  { name: 'deliveries', path: '/deliveries', label: 'Deliveries', act: 'read-letters' },
  { name: 'exports', path: '/exports', label: 'Exports', act: 'export-public' },
  { name: 'audit', path: '/audit', label: 'Audit log', act: 'read-audit' },
];

function SectionLinks(props: { slug: string; role: OrganiserRole; current: DeskSection }) {
  const allowed = sections.filter((section) => permits(props.role, section.act));
  return (
    <ul>
      {allowed.map(({ name, path, label }) => (
        <li key={name}>
          <Link
            to={`/organise/letters/${props.slug}${path}`}
            aria-current={name === props.current ? 'true' : undefined}
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/**
 * The sections of a letter that the role may open. Twice in the page, shown once: a list beside
 * the content where there is room, a closed menu above it on a phone; both work without script.
 */
export function DeskNavigation(props: { slug: string; role: OrganiserRole; current: DeskSection }) {
  const label = sections.find((section) => section.name === props.current)?.label;
  return (
    <>
      <nav className="desk-nav desk-nav-wide" aria-label="Sections of this letter">
        <SectionLinks {...props} />
      </nav>
      <nav className="desk-nav desk-nav-narrow" aria-label="Sections of this letter">
        <details key={props.current}>
          <summary>Menu: {label}</summary>
          <SectionLinks {...props} />
        </details>
      </nav>
    </>
  );
}
