import type { Locale } from '~/i18n/locale';

/** What stands before a letter is public, in the order in which it is done. */
export type TaskName =
  | 'letter'
  | 'translation'
  | 'addressee'
  | 'organisations'
  | 'background'
  | 'privacy'
  | 'test'
  | 'publish';

/** `out-of-date`: done once, and what it was done for has changed since. */
export type TaskState =
  | 'not-started'
  | 'in-progress'
  | 'completed'
  | 'out-of-date'
  | 'cannot-start';

export type LetterTask = {
  name: TaskName;
  /** The language of the letter or of a translation. */
  locale: Locale | null;
  state: TaskState;
  /** The letter is not published before this is mended. */
  blocks: boolean;
  /** Of a text, how many fields are empty or wrong. */
  missing: number;
  /** Of the background: the languages for which this state, or that nothing is written, is said. */
  languages: Locale[];
};
