/** Headers and body of a message or part, split at the first empty line. */
export function splitHeaders(text: string): { headers: string; body: string } {
  // A pipe may hand over a mailbox's separating line in front of the message.
  const message = text.replace(/^From [^\r\n]*\r?\n/, '');
  const end = /\r?\n\r?\n/.exec(message);
  if (!end) return { headers: message, body: '' };
  return { headers: message.slice(0, end.index), body: message.slice(end.index + end[0].length) };
}

/** Header fields by lower-case name, unfolded, each with its values in order (RFC 5322 §2.2). */
export function parseHeaders(text: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    fields.set(name, [...(fields.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return fields;
}

/** A parameter of a structured field, with or without quotes (RFC 2045 §5.1); null if absent. */
export function headerParameter(value: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;"]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2] ?? null;
}

/** The parts between the boundary lines of a multipart body (RFC 2046 §5.1.1). */
export function splitParts(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let part: string[] | null = null;
  for (const line of body.split(/\r?\n/)) {
    const mark = line.trimEnd();
    if (mark !== `--${boundary}` && mark !== `--${boundary}--`) {
      part?.push(line);
      continue;
    }
    if (part) parts.push(part.join('\n'));
    if (mark.endsWith('--') && mark !== `--${boundary}`) return parts;
    part = [];
  }
  if (part) parts.push(part.join('\n'));
  return parts;
}
