import MarkdownIt from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';

/** A stretch of text in one style. A reference to a note has the note's id as its text, too. */
export type Segment = { text: string; bold: boolean; href?: string; noteId?: string };

const noteReference = /\[\^([\p{L}\p{N}._-]{1,64})\]/uy;
const allowedLink = /^(?:https:\/\/|mailto:)/i;

/**
 * The only Markdown of letters: emphasis, strong, links to https and mailto, and `[^id]` for a
 * note. Everything else, HTML above all, is plain text. Emphasis works next to Hangul as well.
 */
export function createLimitedMarkdown(): MarkdownIt {
  const markdown = new MarkdownIt('zero', { html: false });
  markdown.use(cjkFriendly).enable(['emphasis', 'link', 'escape', 'newline']);
  markdown.validateLink = (url) => allowedLink.test(url);
  markdown.inline.ruler.before('link', 'note_reference', (state, silent) => {
    noteReference.lastIndex = state.pos;
    const id = noteReference.exec(state.src)?.[1];
    if (id === undefined) return false;
    if (!silent) state.push('note_reference', 'sup', 0).content = id;
    state.pos = noteReference.lastIndex;
    return true;
  });
  return markdown;
}

const markdown = createLimitedMarkdown();

/**
 * Limited Markdown as segments, for documents that have neither HTML nor clickable links. Emphasis
 * is shown by weight, because Hangul has no italics. Line breaks become spaces.
 */
export function parseLimitedMarkdown(text: string): Segment[] {
  const segments: Segment[] = [];
  let weight = 0;
  let href: string | undefined;
  for (const token of markdown.parseInline(text, {})[0]?.children ?? []) {
    if (token.type === 'strong_open' || token.type === 'em_open') weight += 1;
    else if (token.type === 'strong_close' || token.type === 'em_close') weight -= 1;
    else if (token.type === 'link_open') href = token.attrGet('href') ?? undefined;
    else if (token.type === 'link_close') href = undefined;
    else if (token.type === 'note_reference') {
      segments.push({ text: token.content, bold: weight > 0, noteId: token.content });
    } else {
      const words = token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content;
      if (words !== '') segments.push({ text: words, bold: weight > 0, ...(href && { href }) });
    }
  }
  return segments;
}

/** Segments as they read on paper: a link's address follows its text, unless it is its text. */
export function spellOutLinks(segments: Segment[]): Segment[] {
  return segments.flatMap((segment, index) => {
    if (!segment.href || segments[index + 1]?.href === segment.href) return [segment];
    const address = segment.href.replace(/^mailto:/i, '');
    const { href: _, ...plain } = segment;
    if (segment.text.includes(address)) return [plain];
    return [plain, { text: ` (${address})`, bold: false }];
  });
}
