import type { servePages } from './pages';
import type { Colleague } from './writing';

type Answer = { status: number; location: string | null; html: string; fields: Fields };
export type Fields = Record<string, string>;

/** Asks for a page of the desk as that person, or sends it a form. */
export async function visitEditor(
  pages: ReturnType<typeof servePages>,
  path: string,
  who: Colleague | null,
  fields?: Fields,
): Promise<Answer> {
  const headers: Record<string, string> = who ? { Cookie: `undersigned=${who.sessionId}` } : {};
  const body = fields && new URLSearchParams(fields);
  const answer = await pages(path, { method: fields ? 'POST' : 'GET', headers, body });
  const html = (await answer.text()).replaceAll('<!-- -->', '');
  const location = answer.headers.get('Location');
  return { status: answer.status, location, html, fields: fieldsOf(html) };
}

function decode(text: string): string {
  const entities: Fields = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
  return text.replaceAll(/&(amp|lt|gt|quot|#x27);/g, (_, name) => entities[name] ?? '');
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decode(found);
}

/** What a browser without script would send with the editor's form, but for its button. */
function fieldsOf(html: string): Fields {
  const fields: Fields = {};
  for (const [tag, text] of html.matchAll(/<input\b[^>]*>|<textarea\b[^>]*>([^<]*)<\/textarea>/g)) {
    const name = attribute(tag, 'name');
    if (!name) continue;
    if (attribute(tag, 'type') === 'checkbox' && attribute(tag, 'checked') === undefined) continue;
    // A browser leaves out the first line end of a text area.
    fields[name] = text === undefined ? (attribute(tag, 'value') ?? '') : decode(text);
  }
  for (const [, tag = '', options = ''] of html.matchAll(/(<select\b[^>]*>)(.*?)<\/select>/gs)) {
    const all = [...options.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
    const chosen = all.find((option) => attribute(option, 'selected') !== undefined) ?? all[0];
    const name = attribute(tag, 'name');
    if (name && chosen) fields[name] = attribute(chosen, 'value') ?? '';
  }
  return fields;
}
