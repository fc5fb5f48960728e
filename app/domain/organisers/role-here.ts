import type { OrganiserRole } from './organiser';

/** The role that counts on a letter: whoever owns the installation owns every letter. */
export function roleHere(row: { everywhere: string | null; here: string | null }) {
  return (row.everywhere === 'owner' ? 'owner' : (row.here ?? row.everywhere)) as OrganiserRole;
}
