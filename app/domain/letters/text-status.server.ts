import type { Locale } from '~/i18n/locale';
import type { Writing } from './load-writing.server';
import { partAt } from './part-at';
import { fieldsOf, textShapes } from './text-kind';
import { findChangedSources, findUntranslated, isBlank } from './translation-sources.server';

export const textStatuses = ['not-started', 'in-progress', 'completed', 'out-of-date'] as const;
/** `out-of-date`: complete, but the master has changed since; never for the master itself. */
export type TextStatus = (typeof textStatuses)[number];

export type TextProgress = {
  status: TextStatus;
  /** Fields that are empty or wrong, as paths such as `requests.2`. */
  missing: string[];
  /** Fields of a translation whose master has changed since they were made. */
  changed: string[];
};

/** How far the text in one language is. */
export function textStatus(writing: Writing, locale: Locale): TextProgress {
  const { kind, masterLocale } = writing;
  const { content, sources } = writing.text(locale);
  const master = writing.text(masterLocale).content;
  const translated = locale !== masterLocale;
  const parsed = textShapes[kind].text.safeParse(content);
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
  const compared = { translation: content, master, sources };
  const untranslated = translated ? findUntranslated(kind, compared) : [];
  const unsourced = textShapes[kind].faults(content);
  const missing = [...new Set([...faults, ...unsourced, ...untranslated])];
  const changed = translated ? findChangedSources(kind, compared) : [];
  const blank = fieldsOf(kind, content).every((path) => isBlank(partAt(content, path)));
  if (blank) return { status: 'not-started', missing, changed: [] };
  if (missing.length > 0) return { status: 'in-progress', missing, changed };
  return { status: changed.length > 0 ? 'out-of-date' : 'completed', missing, changed };
}
