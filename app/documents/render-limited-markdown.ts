import { createLimitedMarkdown } from '~/documents/limited-markdown';

export type NoteReferences = {
  /** What the reader sees, e.g. the note's number. */
  noteLabel(id: string): string;
  /** Where the reference leads, e.g. `#note-3`. */
  noteHref(id: string): string;
};

const markdown = createLimitedMarkdown();
const { escapeHtml } = markdown.utils;

markdown.renderer.rules.link_open = (tokens, index) =>
  `<a href="${escapeHtml(tokens[index]?.attrGet('href') ?? '')}" rel="noopener noreferrer">`;
markdown.renderer.rules.note_reference = (tokens, index, _options, references: NoteReferences) => {
  const id = tokens[index]?.content ?? '';
  const href = escapeHtml(references.noteHref(id));
  return `<sup><a href="${href}" role="doc-noteref">${escapeHtml(references.noteLabel(id))}</a></sup>`;
};

/**
 * Limited Markdown as HTML that is safe to put inside a paragraph: `strong`, `em`, `a` and `sup`
 * only, everything else escaped. Runs in the browser as well as on the server.
 */
export function renderLimitedMarkdown(text: string, references: NoteReferences): string {
  return markdown.renderInline(text, references);
}
