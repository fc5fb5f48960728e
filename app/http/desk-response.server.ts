import { Readable } from 'node:stream';
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  json,
  redirect,
} from '@remix-run/node';

/** Nothing of the desk may stay in a cache. */
export const noStoreHeaders = { 'Cache-Control': 'no-store' };

/** Data of a desk page. */
export function deskJson<Data>(data: Data) {
  return json(data, { headers: noStoreHeaders });
}

export function deskRedirect(path: string, status: 303 | 307 = 303): Response {
  return redirect(path, { status, headers: noStoreHeaders });
}

const refusedRequests = new WeakSet<AppLoadContext>();

/** A refused form: with what the page must say, and the title says "Error". */
export function refuseForm<Data>(
  context: AppLoadContext,
  status: 409 | 422 | 429 | 503,
  data: Data,
  headers: Record<string, string> = {},
) {
  refusedRequests.add(context);
  return json(data, { status, headers: { ...headers, ...noStoreHeaders } });
}

/** Whether the action of this same request refused its form; the loaders run after it. */
export function wasRefused(context: AppLoadContext): boolean {
  return refusedRequests.has(context);
}

const chunkBytes = 64 * 1024;

async function* inChunks(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    const chunk = Buffer.from(piece);
    pending.push(chunk);
    bytes += chunk.length;
    if (bytes < chunkBytes) continue;
    yield Buffer.concat(pending);
    pending = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(pending);
}

type Download = {
  fileName: string;
  contentType: string;
  countedOnly?: number | null;
  /** How long it is, where that is known beforehand. */
  length?: number;
  /** Shown by the browser instead of saved. */
  inline?: boolean;
  /** Where its manifest can be read afterwards. */
  manifest?: string;
  /** Called once it was sent, or nobody takes it any more. */
  close?: () => Promise<void>;
};

function downloadHeaders(download: Download): Record<string, string> {
  const { fileName, contentType, countedOnly = null, length, inline, manifest } = download;
  const safeName = fileName.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  return {
    ...noStoreHeaders,
    'Content-Type': contentType,
    'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename="${safeName}"`,
    'X-Content-Type-Options': 'nosniff',
    ...(length === undefined ? {} : { 'Content-Length': String(length) }),
    ...(manifest === undefined ? {} : { Link: `<${manifest}>; rel="describedby"` }),
    ...(countedOnly === null ? {} : { 'X-Counted-Only': String(countedOnly) }),
  };
}

/** A file that is at hand. */
export function sendFile(bytes: Buffer, download: Download): Response {
  const headers = { ...downloadHeaders(download), 'Content-Length': String(bytes.length) };
  return new Response(new Uint8Array(bytes), { headers });
}

/** A file that is written while it is read from the database; a failure breaks the download off. */
export function streamFile(
  pieces: AsyncIterable<string | Uint8Array>,
  download: Download,
): Response {
  const readable = Readable.from(inChunks(pieces));
  // A reader may go before the first piece is asked for; then no generator ends by itself.
  readable.once('close', () => download.close?.().catch(() => {}));
  // What goes to the reader listens until the reader goes; that it went must not end the process.
  readable.on('error', () => {});
  const stream = createReadableStreamFromReadable(readable);
  return new Response(stream, { headers: downloadHeaders(download) });
}
