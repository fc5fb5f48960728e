import { longestInvitationNote } from './invitation';

const sentences: Record<string, string> = {
  'organisation-empty': 'Write the name of the organisation',
  'organisation-en-empty': 'Write its name in English',
  'email-empty': 'Write the mailbox that you want to invite',
  'email-format': 'This is no mail address; write one like office@example.org',
  'locale-missing': 'Choose the language of the mail: en, ko or uk',
  'note-empty': 'Write how you know that this mailbox may speak for the organisation',
  'note-too-long': `Shorten what you wrote to ${longestInvitationNote} characters`,
  'country-unknown': 'Choose a country from the list',
  'website-format': 'This is no web address; write one like example.org, or leave it empty',
  'founding-position-format': 'Write a whole number from 1 to 999, or leave it empty',
  'name-too-long': 'Shorten the name to 100 characters',
  'name-not-a-name': 'This cannot be shown as a name; leave out addresses and pictures',
  'text-link': 'Leave out the web address',
};

/** What an organiser is told about a fault of `inviteFormSchema`, on the desk and in a terminal. */
export function describeInviteFault(field: string, code: string): string {
  return sentences[code] ?? `What was given as ${field} cannot be used`;
}
