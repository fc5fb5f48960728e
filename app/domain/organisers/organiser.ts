import type { Locale } from '~/i18n/locale';

export const organiserRoles = [
  'owner',
  'editor',
  'translator',
  'moderator',
  'deliverer',
  'exporter',
  'auditor',
] as const;
export type OrganiserRole = (typeof organiserRoles)[number];

/** Somebody who is signed in, with the role that counts where they are; null for none there. */
export type Organiser = { id: string; email: string; role: OrganiserRole | null };

/** The same with what the session knows of the second factor. */
export type SignedIn = Organiser & {
  /** A passkey, or a passphrase with an authenticator app. */
  enrolled: boolean;
  /** Enrolled, and has been given recovery codes. */
  protectedWhole: boolean;
  /** A second factor was proven within the last ten minutes. */
  factorRecent: boolean;
  /** What was proven first: the mailbox, by a link; a passphrase; or a passkey, which is both. */
  enteredBy: 'link' | 'passphrase' | 'passkey';
};

/** On whose authority something happens; every audit entry names one. */
export type Actor =
  | { kind: 'organiser'; organiserId: string; requestId?: string }
  | { kind: 'operator' }
  | { kind: 'system' };

const everyone = organiserRoles;

/** Which role may do what on the desk; whatever is not listed is refused. `docs/roles.md` says the same. */
export const permissions = {
  'read-letters': everyone,
  'create-letter': ['owner', 'editor'],
  'edit-letter': ['owner', 'editor'],
  'translate-letter': ['owner', 'editor', 'translator'],
  'publish-letter': ['owner'],
  'read-signatures': ['owner', 'moderator', 'exporter', 'auditor'],
  'decide-endorsement': ['owner', 'moderator'],
  'export-public': ['owner', 'exporter', 'moderator', 'auditor'],
  'export-letter': ['owner', 'exporter'],
  'export-full': ['owner', 'exporter'],
  'prepare-delivery': ['owner', 'deliverer'],
  'send-delivery': ['owner', 'deliverer'],
  'moderate-signatures': ['owner', 'moderator'],
  'change-settings': ['owner', 'editor'],
  'close-letter': ['owner'],
  'write-updates': ['owner', 'editor'],
  'approve-updates': ['owner'],
  'read-audit': ['owner', 'auditor'],
  'manage-team': ['owner'],
  'manage-access': ['owner'],
} satisfies Record<string, readonly OrganiserRole[]>;
export type Act = keyof typeof permissions;

/** Nobody without a role may do anything. */
export function permits(role: OrganiserRole | null, act: Act): boolean {
  return role !== null && (permissions[act] as readonly OrganiserRole[]).includes(role);
}

/** What is sealed about an organiser. */
export type SealedOrganiser = { email: string; locale: Locale };
