import type { LetterTask, TaskState } from '~/domain/letters/letter-task';
import type { Act } from '~/domain/organisers/organiser';
import { languageNames } from './state-labels';

export const taskStateLabels: Record<TaskState, string> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  completed: 'Completed',
  'out-of-date': 'Out of date',
  'cannot-start': 'Cannot start yet',
};

/** What a task is called in the list. */
export function taskLabel({ name, locale }: Pick<LetterTask, 'name' | 'locale'>): string {
  const language = locale ? languageNames[locale] : '';
  switch (name) {
    case 'letter':
      return `Letter (${language})`;
    case 'translation':
      return `Translation (${language})`;
    case 'addressee':
      return 'Addressee and delivery';
    case 'organisations':
      return 'Organisations';
    case 'background':
      return 'Background, timeline, questions';
    case 'privacy':
      return 'Privacy and contact';
    case 'test':
      return 'Test signature';
    case 'publish':
      return 'Publish';
  }
}

/** Under the label: what is to be done, as far as it is not. */
export function taskHint(task: LetterTask): string {
  const { name, state, missing } = task;
  const left =
    missing === 1 ? 'One field is empty or wrong.' : `${missing} fields are empty or wrong.`;
  switch (name) {
    case 'letter':
      return state === 'in-progress' ? left : 'Its text, from letterhead to notes.';
    case 'translation':
      if (state === 'in-progress') return left;
      return state === 'out-of-date'
        ? 'The text it was made from has changed since; look at the marked fields.'
        : 'The same text, beside the one it is made from.';
    case 'addressee':
      if (state === 'out-of-date') return 'An address was last checked more than 30 days ago.';
      if (state === 'in-progress') return 'An address was never checked.';
      return 'Where copies go: at least one mailbox, front desk, postal or fax address.';
    case 'organisations':
      return 'They can sign and be invited once the letter is public.';
    case 'background':
      return backgroundHint(task);
    case 'privacy':
      return 'Who answers for people’s data, where questions go, and the contact in the letter.';
    case 'test':
      if (state === 'cannot-start') return 'Possible when every text is complete.';
      return state === 'out-of-date'
        ? 'The text has changed since; send yourself the mail once more.'
        : 'The mail that signatories get, sent to yourself.';
    case 'publish':
      return state === 'cannot-start' ? 'Possible when nothing else is left.' : '';
  }
}

function backgroundHint({ state, languages }: LetterTask): string {
  const where = list.format(languages.map((locale) => languageNames[locale]));
  if (state === 'in-progress') {
    return `${where}: a field is empty or wrong, or a figure has no source; the letter can be published without it.`;
  }
  if (state === 'out-of-date') {
    return `${where}: the text it was made from has changed since; look at the marked fields.`;
  }
  return state === 'completed' && languages.length > 0
    ? `Not written in ${where}; readers get the text of the main language there.`
    : 'May be left out. It goes public with the letter when it is complete.';
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Where a task is done, under the letter's own pages, and what a role must be allowed to go there. */
export function taskPlace({ name, locale }: LetterTask): { path: string; acts: Act[] } {
  switch (name) {
    case 'letter':
    case 'translation':
      return {
        path: `/letter/edit?language=${locale}`,
        acts: name === 'letter' ? ['edit-letter'] : ['translate-letter'],
      };
    case 'addressee':
      return { path: '/targets', acts: ['change-settings'] };
    case 'organisations':
      return { path: '/endorsements', acts: ['read-signatures'] };
    case 'background':
      return { path: '/background', acts: ['read-letters'] };
    case 'privacy':
      return { path: '/general#controller', acts: ['change-settings'] };
    case 'test':
      return { path: '/publish#test', acts: ['read-letters'] };
    case 'publish':
      return { path: '/publish#publish', acts: ['read-letters'] };
  }
}
