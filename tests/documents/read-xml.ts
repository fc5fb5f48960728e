/** An element of a small XML document: no comments, no CDATA, no document type. */
export type XmlElement = {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
};

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const attribute = /\s+([\w:]+)="([^"<]*)"/y;
const token = /<\/([\w:]+)>|<([\w:]+)((?:\s+[\w:]+="[^"<]*")*)(\/?)>|([^<]+)/y;
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Reads a document; throws where it is not well-formed (XML 1.0). */
export function readXml(xml: string): XmlElement {
  if (!allowed.test(xml)) throw new Error('a character that XML does not know');
  const declaration = /^<\?xml version="1\.0" encoding="UTF-8"[^?]*\?>\s*/.exec(xml);
  if (!declaration) throw new Error('no declaration');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  token.lastIndex = declaration[0].length;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const found = token.exec(xml);
    const inner = open.at(-1);
    if (!found || !inner) throw new Error(`not well-formed: ${xml.slice(at, at + 60)}`);
    const [, closed, opened, attributes = '', empty, text] = found;
    if (text !== undefined) inner.text += decode(text);
    if (closed !== undefined && open.pop()?.name !== closed) throw new Error(`</${closed}>`);
    if (opened === undefined) continue;
    const element = { name: opened, attributes: read(attributes), children: [], text: '' };
    inner.children.push(element);
    if (empty !== '/') open.push(element);
  }
  const [only] = root.children;
  if (open.length !== 1 || !only || root.children.length !== 1 || root.text.trim() !== '') {
    throw new Error('not one root element');
  }
  return only;
}

function read(attributes: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of attributes.matchAll(new RegExp(attribute, 'g'))) {
    if (name in found) throw new Error(`${name} twice`);
    found[name] = decode(value);
  }
  return found;
}

function decode(text: string): string {
  return text.replace(/&(\w*);?/g, (whole, name: string) => {
    const character = entities[name];
    if (!character || !whole.endsWith(';')) throw new Error(`entity ${whole}`);
    return character;
  });
}

/** The elements of that name anywhere below. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}
