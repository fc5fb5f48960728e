import type { OrganiserRole } from '~/domain/organisers/organiser';

export const roleLabels: Record<OrganiserRole, string> = {
  owner: 'Owner',
  editor: 'Editor',
  translator: 'Translator',
  moderator: 'Moderator',
  deliverer: 'Deliverer',
  exporter: 'Exporter',
  auditor: 'Auditor',
};

/** What a role is for, in a line. */
export const roleHints: Record<OrganiserRole, string> = {
  owner: 'Everything, and the team.',
  editor: 'Writes letter, background and news; sets the letter up.',
  translator: 'Writes the translations.',
  moderator:
    'Reads signatures, answers reports, takes signatures out; decides on organisations and on what is held.',
  deliverer: 'Prepares and sends the letter.',
  exporter: 'Reads signatures and exports them, addresses too.',
  auditor: 'Reads signatures and the audit log; changes nothing.',
};
