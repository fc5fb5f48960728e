import { Link } from '@remix-run/react';
import { type Act, type Organiser, permits } from '~/domain/organisers/organiser';

type Section = { name: DeskSection; path: string; label: string; acts: Act[] };

export type DeskSection =
  | 'overview'
  | 'letter'
  | 'background'
  | 'versions'
  | 'signatures'
  | 'endorsements'
  | 'invitations'
  | 'changes'
  | 'deliveries'
  | 'replies'
  | 'updates'
  | 'exports'
  | 'review'
  | 'reports'
  | 'paper'
  | 'rules'
  | 'invalidations'
  | 'publish'
  | 'targets'
  | 'founders'
  | 'general'
  | 'settings'
  | 'closing'
  | 'afterwards'
  | 'team'
  | 'access'
  | 'audit';

/** The sections by what an organiser has in mind; a group without a permitted section is not shown. */
const groups: { label: string; sections: Section[] }[] = [
  {
    label: 'Campaign',
    sections: [
      { name: 'overview', path: '', label: 'Overview', acts: ['read-letters'] },
      { name: 'letter', path: '/letter', label: 'Letter', acts: ['read-letters'] },
      { name: 'background', path: '/background', label: 'Background', acts: ['read-letters'] },
      { name: 'publish', path: '/publish', label: 'Publishing', acts: ['read-letters'] },
      { name: 'versions', path: '/versions', label: 'Versions', acts: ['read-letters'] },
    ],
  },
  {
    label: 'People',
    sections: [
      { name: 'signatures', path: '/signatures', label: 'Signatures', acts: ['read-signatures'] },
      { name: 'review', path: '/review', label: 'Review', acts: ['moderate-signatures'] },
      { name: 'reports', path: '/reports', label: 'Reports', acts: ['moderate-signatures'] },
      { name: 'paper', path: '/paper', label: 'Paper signatures', acts: ['read-signatures'] },
      {
        name: 'rules',
        path: '/rules',
        label: 'Rules for signing',
        acts: ['moderate-signatures'],
      },
      {
        name: 'invalidations',
        path: '/invalidations',
        label: 'Taking signatures out',
        acts: ['moderate-signatures'],
      },
    ],
  },
  {
    label: 'Organisations',
    sections: [
      {
        name: 'endorsements',
        path: '/endorsements',
        label: 'Endorsements',
        acts: ['read-signatures'],
      },
      {
        name: 'invitations',
        path: '/invitations',
        label: 'Invitations',
        acts: ['decide-endorsement'],
      },
      {
        name: 'founders',
        path: '/founders',
        label: 'Founding organisations',
        acts: ['read-signatures'],
      },
      { name: 'changes', path: '/changes', label: 'Changes asked for', acts: ['read-signatures'] },
    ],
  },
  {
    label: 'Sending and telling',
    sections: [
      { name: 'targets', path: '/targets', label: 'Addressees', acts: ['read-letters'] },
      { name: 'deliveries', path: '/deliveries', label: 'Deliveries', acts: ['read-letters'] },
      {
        name: 'replies',
        path: '/replies',
        label: 'Replies',
        acts: ['send-delivery', 'read-signatures'],
      },
      {
        name: 'updates',
        path: '/updates',
        label: 'News to signatories',
        acts: ['write-updates', 'approve-updates'],
      },
      { name: 'exports', path: '/exports', label: 'Exports', acts: ['export-public'] },
    ],
  },
  {
    label: 'Running it',
    sections: [
      {
        name: 'general',
        path: '/general',
        label: 'General',
        acts: ['change-settings'],
      },
      {
        name: 'settings',
        path: '/settings',
        label: 'Settings',
        acts: ['change-settings', 'moderate-signatures'],
      },
      { name: 'closing', path: '/closing', label: 'Closing', acts: ['close-letter'] },
      {
        name: 'afterwards',
        path: '/afterwards',
        label: 'Afterwards',
        acts: ['close-letter'],
      },
      { name: 'team', path: '/team', label: 'Team', acts: ['manage-team'] },
      { name: 'access', path: '/access', label: 'Other programs', acts: ['manage-access'] },
      { name: 'audit', path: '/audit', label: 'Audit log', acts: ['read-audit'] },
    ],
  },
];

function SectionLinks(props: { slug: string; role: Organiser['role']; current: DeskSection }) {
  const shown = groups
    .map(({ label, sections }) => ({
      label,
      sections: sections.filter(({ acts }) => acts.some((act) => permits(props.role, act))),
    }))
    .filter(({ sections }) => sections.length > 0);
  return (
    <ul>
      {shown.map(({ label, sections }) => (
        <li key={label}>
          <span className="desk-nav-group">{label}</span>
          <ul>
            {sections.map((section) => (
              <li key={section.name}>
                <Link
                  to={`/organise/letters/${props.slug}${section.path}`}
                  aria-current={section.name === props.current ? 'true' : undefined}
                >
                  {section.label}
                </Link>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/**
 * The sections of a letter that the role may open. Twice in the page, shown once: a list beside
 * the content where there is room, a closed menu above it on a phone; both work without script.
 */
export function DeskNavigation(props: {
  slug: string;
  role: Organiser['role'];
  current: DeskSection;
}) {
  const label = groups
    .flatMap(({ sections }) => sections)
    .find(({ name }) => name === props.current)?.label;
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
