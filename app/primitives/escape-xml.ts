/** XML 1.0 has no place for other characters, not even escaped. */
const outsideXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or attribute of XML 1.0, without the characters that it cannot hold. */
export function escapeXml(text: string): string {
  return text
    .replace(outsideXml, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
