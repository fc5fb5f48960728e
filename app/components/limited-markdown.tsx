import { renderLimitedMarkdown } from '~/documents/render-limited-markdown';

/** Where the notes of a text are and how they are numbered. */
export type NoteNumbers = { label(id: string): string; href(id: string): string };

export function noteNumbers(notes: readonly { id: string }[], prefix = 'note'): NoteNumbers {
  const order = new Map(notes.map((note, index) => [note.id, String(index + 1)]));
  return {
    label: (id) => order.get(id) ?? id,
    href: (id) => `#${prefix}-${id}`,
  };
}

type LimitedMarkdownProps = {
  as?: 'p' | 'span' | 'div';
  text: string;
  notes: NoteNumbers;
  className?: string;
};

/** One paragraph of a letter: emphasis, links and references to notes, nothing else. */
export function LimitedMarkdown({
  as: Element = 'p',
  text,
  notes,
  className,
}: LimitedMarkdownProps) {
  const html = renderLimitedMarkdown(text, { noteLabel: notes.label, noteHref: notes.href });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the renderer escapes all HTML of its input
  return <Element className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
