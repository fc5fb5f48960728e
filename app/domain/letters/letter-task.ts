import type { Locale } from '~/i18n/locale';

/** What stands before a letter is public, in the order in which it is done. */
export const taskNames = [
  'letter',
  'translation',
  'addressee',
  'organisations',
  'background',
  'privacy',
  'test',
  'publish',
] as const;
export type TaskName = (typeof taskNames)[number];

/** `out-of-date`: done once, and what it was done for has changed since. */
export const taskStates = [
  'not-started',
  'in-progress',
  'completed',
  'out-of-date',
  'cannot-start',
] as const;
export type TaskState = (typeof taskStates)[number];

export type LetterTask = {
  name: TaskName;
  /** The language, of the letter and its translations. */
  locale: Locale | null;
  state: TaskState;
  /** Whether the letter is published only when this is completed. */
  required: boolean;
  /** Of a text, how many fields are empty or wrong. */
  missing: number;
};

/** The required tasks that are left before the letter can be published. */
export function leftBeforePublishing(tasks: readonly LetterTask[]): LetterTask[] {
  return tasks.filter(
    ({ name, required, state }) => required && name !== 'publish' && state !== 'completed',
  );
}
