import { lookup } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { CallFault } from '~/domain/webhooks/webhook';
import { type Duration, seconds } from '~/primitives/duration';
import { isPublicAddress } from '~/primitives/ip-network';

export type PostOptions = {
  /** Whether an address may be connected to. */
  mayReach: (address: string) => boolean;
  /** For the whole call, from the question for the address to the status. */
  timeout: Duration;
};

export const postDefaults: PostOptions = { mayReach: isPublicAddress, timeout: seconds(10) };

export type PostResult = { status: number | null; fault: CallFault | null };

/**
 * Posts a body and gives the status of the answer, whose content is not read. Connects only to an
 * address that was looked up and allowed just before, whatever the name says a moment later; follows
 * no redirect and sends no cookie.
 */
export async function postWebhook(
  call: { url: string; body: string; headers: Record<string, string> },
  options: PostOptions = postDefaults,
): Promise<PostResult> {
  const url = new URL(call.url);
  const signal = AbortSignal.timeout(options.timeout);
  const address = await resolve(url, options, signal);
  if (typeof address !== 'string') return { status: null, ...address };
  return post({ ...call, url, address }, signal);
}

async function resolve(
  url: URL,
  { mayReach }: PostOptions,
  signal: AbortSignal,
): Promise<string | { fault: CallFault }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [{ address: host }] : await lookUp(host, signal);
  const [first] = found;
  if (!first) return { fault: signal.aborted ? 'timeout' : 'unresolved' };
  // One private address among public ones is a name that somebody plays with.
  if (!found.every(({ address }) => mayReach(address))) return { fault: 'private-network' };
  return first.address;
}

async function lookUp(host: string, signal: AbortSignal): Promise<{ address: string }[]> {
  const late = new Promise<[]>((done) => signal.addEventListener('abort', () => done([])));
  try {
    return await Promise.race([lookup(host, { all: true, order: 'ipv4first' }), late]);
  } catch {
    return [];
  }
}

function post(
  call: { url: URL; address: string; body: string; headers: Record<string, string> },
  signal: AbortSignal,
): Promise<PostResult> {
  const { url, address, body, headers } = call;
  const family = isIP(address);
  const pinned: LookupFunction = (_host, { all }, answer) =>
    all ? answer(null, [{ address, family }]) : answer(null, address, family);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((done) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: pinned,
        signal,
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
      },
      (answer) => {
        done({ status: answer.statusCode ?? null, fault: null });
        answer.destroy();
      },
    );
    sent.once('error', () =>
      done({ status: null, fault: signal.aborted ? 'timeout' : 'unreachable' }),
    );
    sent.end(body);
  });
}
