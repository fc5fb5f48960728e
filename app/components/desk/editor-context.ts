import { createContext, useContext } from 'react';
import type { TextContent } from '~/domain/letters/text-kind';
import type { Locale } from '~/i18n/locale';

/** What every field of an editor's page looks at. */
export type EditorView = {
  content: TextContent;
  locale: Locale;
  /** For a translation, the text that stands beside it. */
  master: { content: TextContent; locale: Locale } | null;
  /** Fields whose master has changed since they were translated, by path. */
  changed: readonly string[];
  stillRight: readonly string[];
  /** Words about a field that was refused, by path. */
  faults: Readonly<Record<string, string>>;
  /** Words about a field that is stored as it is and cannot be published so, by path. */
  advice: Readonly<Record<string, string>>;
  /** Somebody else is editing: the text can be read only. */
  readOnly: boolean;
};

const EditorContext = createContext<EditorView | null>(null);

export const EditorProvider = EditorContext.Provider;

export function useEditor(): EditorView {
  const view = useContext(EditorContext);
  if (!view) throw new Error('a field of an editor outside of one');
  return view;
}
