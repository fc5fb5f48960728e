import { headerParameter, parseHeaders, splitHeaders, splitParts } from './mime-parts';

/** What a report says of one recipient. */
type BouncedRecipient = {
  action: 'failed' | 'delayed';
  /** An enhanced status code, `5.1.1` (RFC 3463). */
  status: string;
};

type BounceReport = {
  /** To whom the report came, as far as its headers tell, the most trustworthy first. */
  addressedTo: string[];
  recipients: BouncedRecipient[];
  /** Message-IDs, with angle brackets, of the mail that it quotes. */
  about: string[];
};

/** Larger than any report that somebody needs to read. */
export const largestReport = 1024 * 1024;

const enhanced = /\b([245]\.\d{1,3}\.\d{1,3})\b/;

/**
 * Reads a delivery report as a mail server wrote it (RFC 3464: `multipart/report` with a part
 * `message/delivery-status`). Null for everything else: answers on holiday, receipts (RFC 8098),
 * reports in prose, and anything over 1 MB. Reports of success say nothing that is wanted here, so
 * a report of those alone has no recipients.
 */
export function parseBounce(raw: Buffer): BounceReport | null {
  if (raw.length > largestReport) return null;
  const { headers, body } = splitHeaders(raw.toString('latin1'));
  const fields = parseHeaders(headers);
  const [type = ''] = fields.get('content-type') ?? [];
  if (!/^multipart\/report\s*;/i.test(type)) return null;
  if (headerParameter(type, 'report-type')?.toLowerCase() !== 'delivery-status') return null;
  const boundary = headerParameter(type, 'boundary');
  if (!boundary) return null;
  const parts = splitParts(body, boundary);
  const status = parts.map(readStatus).find(Boolean);
  if (!status) return null;
  const names = ['x-original-to', 'delivered-to', 'to'];
  return {
    addressedTo: names.flatMap((name) => fields.get(name) ?? []),
    recipients: status,
    about: parts.flatMap(readQuoted),
  };
}

/** What came back stands whole or with its headers alone in a part of its own (RFC 3462). */
function readQuoted(part: string): string[] {
  const { headers, body } = splitHeaders(part);
  const [type = ''] = parseHeaders(headers).get('content-type') ?? [];
  if (!/^(message\/rfc822|text\/rfc822-headers|message\/global)/i.test(type)) return [];
  const quoted = parseHeaders(splitHeaders(body.replace(/^\s+/, '')).headers);
  return (quoted.get('message-id') ?? []).filter((id) => /^<[^<>\s]{1,250}>$/.test(id));
}

function readStatus(part: string): BouncedRecipient[] | null {
  const { headers, body } = splitHeaders(part);
  const fields = parseHeaders(headers);
  if (!/^message\/delivery-status\b/i.test(fields.get('content-type')?.[0] ?? '')) return null;
  const encoding = fields.get('content-transfer-encoding')?.[0]?.toLowerCase() ?? '7bit';
  const text = encoding === 'base64' ? Buffer.from(body, 'base64').toString('latin1') : body;
  // The first group is about the message, each further one about a recipient.
  const groups = text.split(/(?:\r?\n[ \t]*){2,}/).slice(1);
  return groups.map(readRecipient).filter((recipient) => recipient !== null);
}

function readRecipient(group: string): BouncedRecipient | null {
  const fields = parseHeaders(group);
  const action = fields.get('action')?.[0]?.toLowerCase();
  if (action !== 'failed' && action !== 'delayed') return null;
  const stated = enhanced.exec(fields.get('status')?.[0] ?? '')?.[1];
  const said = enhanced.exec(fields.get('diagnostic-code')?.[0] ?? '')?.[1];
  if (!stated) return null;
  // "Other or undefined" says less than the other server's own words, which may be more exact.
  const vague = stated.endsWith('.0.0') && said?.[0] === stated[0];
  return { action, status: vague && said ? said : stated };
}
