import type { InvalidationState } from '~/domain/invalidations/invalidation';
import type { SigningFlag } from '~/domain/protection/signing-flag';
import type { RuleEffect, RuleSubject } from '~/domain/protection/signing-rule';
import type { LeaveOutReason } from '~/domain/signatures/signature';

/** Flags in a word or two, for tables and filters. */
export const flagLabels: Record<SigningFlag, string> = {
  'mixed-script': 'mixed alphabets',
  fast: 'very fast',
  'no-stamp': 'old or unknown form',
  'disposable-domain': 'throwaway mailbox',
  'no-mail-server': 'domain takes no mail',
  'busy-network': 'busy network',
  'busy-domain': 'busy mail domain',
  'no-proof': 'no proof of work',
  'watched-name': 'watched name',
  'watched-domain': 'watched mail domain',
  'watched-address': 'watched address',
  'watched-network': 'watched network',
};

/** What a flag says to a reviewer, and what an honest reason for it can be. */
export const flagTexts: Record<SigningFlag, string> = {
  'mixed-script':
    'One word of the name mixes alphabets, such as Latin and Cyrillic letters. It may be a slip of the keyboard.',
  fast: 'The form was filled in within three seconds. Autofill can do that too.',
  'no-stamp': 'The form was older than two hours, or was not made by this site.',
  'disposable-domain':
    'The mailbox is at a provider of throwaway addresses. Careful people use these too.',
  'no-mail-server': 'No mail server was found for the domain of the address.',
  'busy-network': 'Very many signed from the same network at that time, as at an event.',
  'busy-domain': 'Unusually many signed with addresses of the same mail domain at that time.',
  'no-proof':
    'The network was busy and the browser did not do the small calculation that was asked for. Without JavaScript it cannot.',
  'watched-name': 'The name is on your list of names to look at.',
  'watched-domain': 'The mail domain is on your list.',
  'watched-address': 'The address is on your list.',
  'watched-network': 'The network is on your list.',
};

export const ruleEffectLabels: Record<RuleEffect, string> = {
  allow: 'allowed',
  hold: 'held for review',
  refuse: 'refused',
};

export const ruleSubjectLabels: Record<RuleSubject, string> = {
  network: 'Network',
  'mail-domain': 'Mail domain',
  address: 'Email address',
  name: 'Name',
};

export const leaveOutLabels: Record<LeaveOutReason, string> = {
  'not-a-name': 'Not the name of a person',
  'by-machine': 'Made by a machine',
  'same-person': 'The same person a second time',
  'without-permission': 'A name used without permission',
  abuse: 'Insult or mockery',
  other: 'Another reason',
};

export const invalidationStateLabels: Record<InvalidationState, string> = {
  counted: 'counted, not started',
  running: 'running',
  done: 'done',
  cancelled: 'stopped',
  undoing: 'being undone',
  undone: 'undone',
};
