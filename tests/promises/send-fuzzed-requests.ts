import { Agent, request } from 'node:http';

/** A request that was not answered, or answered by a fault of ours. */
export type Failure = { number: number; status: number | string; what: string };

type Random = {
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
  chance(share: number): boolean;
};

/** Mulberry32: the same seed gives the same requests on every machine. */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    below: (limit) => Math.floor(next() * limit),
    pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
    chance: (share) => next() < share,
  };
}

const oddities = [
  '',
  '\0',
  'a\0b',
  '\ud800',
  '\u202e\u200b\u{e0041}',
  'ґ є і ї 한글 ＝SUM(A1)',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A',
  '"><script>x</script>',
  "'; drop table signatures; --",
  '{{7*7}}#{7*7}',
  '../../../../etc/passwd',
  '%00%zz%f0%9f',
  '9'.repeat(40),
  '-1',
  '1e309',
  'NaN',
  'x'.repeat(3000),
  '👩‍👩‍👧‍👦',
  'a@b@c..d',
  'x@y.example\r\nBcc: z@y.example',
  '__proto__',
  'null',
] as const;

const fields = [
  'name',
  'email',
  'visibility',
  'title',
  'affiliation',
  'country',
  'comment',
  'updates',
  'stamp',
  'website_url',
  'proof',
  'without_proof',
  'intent',
  'code',
  'latinName',
  'organisation',
  'organisationEn',
  'nameKo',
  'nameUk',
  'statement',
  'website',
  'representative',
  'role',
  'showRepresentative',
  'authorised',
  'constructor',
] as const;

const values = [
  '김민서',
  'Оксана Бойко',
  'public',
  'letter',
  'counted',
  'yes',
  'KR',
  'resend',
  'withdraw',
  'save',
  'erase',
  'disown',
  'allow',
  'https://example.org',
  '123456',
  '{"challenge":{"parameters":{}},"solution":{}}',
] as const;

const types = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'multipart/form-data; boundary=b',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'application/json',
  'text/plain',
  '',
  'ÿ/ÿ;=',
] as const;

const headers: Record<string, readonly string[]> = {
  Origin: ['http://evil.example', 'null', 'garbage', ''],
  'Sec-Fetch-Site': ['same-origin', 'cross-site', 'none', 'x'],
  Cookie: ['draft=x', 'draft=', '=;=;;', `draft=${'A'.repeat(600)}`, 'session=%00'],
  'Accept-Language': ['ko', 'uk;q=9', '*;q=', ','.repeat(50), 'x-'],
  'Accept-Encoding': ['gzip', 'br;q=x', '*'],
  'If-None-Match': ['*', 'W/"x"', '"'],
  'If-Modified-Since': ['x', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  Range: ['bytes=0-1', 'bytes=-1', 'bytes=9-1', 'x'],
  'X-Forwarded-For': ['203.0.113.7', '2001:db8::1, 10.0.0.1', '%%%', '1.2.3.4, , x'],
  'X-Forwarded-Host': ['evil.example'],
  'X-Forwarded-Proto': ['gopher'],
  Host: ['evil.example', 'a b', '', '[::1'],
  'X-Remix-Redirect': ['1'],
  'Save-Data': ['on', '\xff'],
  'Content-Encoding': ['gzip', 'x'],
  Purpose: ['prefetch'],
};

const methods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'] as const;
const queries = ['_data', 'index', 'after', 'q', 'country', 'again', 'page', 'format'] as const;
const routeIds = [
  'root',
  'routes/($locale).letters.$slug.sign',
  'routes/($locale).letters.$slug._index',
  'routes/($locale).my-signature.$token',
  'routes/organise.letters.$slug.signatures',
  'nonsense',
] as const;

function mutate(random: Random, text: string): string {
  if (text.length === 0 || random.chance(0.3)) return random.pick(oddities);
  const at = random.below(text.length);
  const piece = random.chance(0.5) ? random.pick(oddities) : '';
  return text.slice(0, at) + piece + text.slice(at + random.below(3));
}

function percent(text: string): string {
  // A lone surrogate has no bytes; half of a pair is what a cut in the middle leaves.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function makePath(random: Random, paths: readonly string[]): string {
  let path = random.pick(paths);
  if (random.chance(0.5)) path = `/${random.pick(['en', 'ko', 'uk', 'xx', 'KO', '%6bo'])}${path}`;
  if (random.chance(0.25)) {
    const parts = path.split('/');
    parts[random.below(parts.length)] = random.chance(0.3)
      ? random.pick(['%', '%zz', '%00', '..', '.', '%2e%2e', '%2f', '', ';', '%F0%9F'])
      : percent(mutate(random, random.pick(parts)));
    path = parts.join('/');
  }
  if (!path.startsWith('/')) path = `/${path}`;
  const query = Array.from({ length: random.chance(0.4) ? 1 + random.below(3) : 0 }, () => {
    const name = random.pick(queries);
    const known = name === '_data' ? random.pick(routeIds) : random.pick(values);
    return `${name}=${random.chance(0.1) ? '%' : percent(random.chance(0.4) ? mutate(random, known) : known)}`;
  });
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

type Emails = readonly string[];

function makeFields(random: Random, emails: Emails): [string, string][] {
  const chosen = fields.filter(() => random.chance(0.6));
  return chosen.map((name) => {
    if (name === 'email' && random.chance(0.7)) return [name, random.pick(emails)];
    if (name === 'visibility' && random.chance(0.7)) return [name, random.pick(values.slice(2, 5))];
    if (name === 'website_url' && random.chance(0.8)) return [name, ''];
    const value = random.pick(values);
    return [name, random.chance(0.4) ? mutate(random, value) : value];
  });
}

function makeBody(random: Random, type: string, emails: Emails): Buffer {
  if (random.chance(0.05)) return Buffer.alloc(random.below(90_000), random.below(256));
  const sent = makeFields(random, emails);
  let text = sent.map(([name, value]) => `${name}=${percent(value)}`).join('&');
  if (type.startsWith('multipart') || random.chance(0.05)) {
    const parts = sent.map(
      ([name, value]) =>
        `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const file = `--b\r\nContent-Disposition: form-data; name="logo"; filename="x.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG${'x'.repeat(random.below(500))}\r\n`;
    text = `${parts.join('')}${random.chance(0.3) ? file : ''}--b--\r\n`;
  } else if (type === 'application/json') text = JSON.stringify(Object.fromEntries(sent));
  let body = Buffer.from(text, random.chance(0.1) ? 'latin1' : 'utf8');
  if (random.chance(0.15)) body = body.subarray(0, random.below(body.length + 1));
  if (random.chance(0.1) && body.length > 0) body[random.below(body.length)] = random.below(256);
  return body;
}

function makeRequest(random: Random, target: { paths: readonly string[]; emails: Emails }) {
  const path = makePath(random, target.paths);
  const dice = random.below(100);
  const method = dice < 40 ? 'GET' : dice < 85 ? 'POST' : dice < 90 ? 'HEAD' : random.pick(methods);
  const sent: Record<string, string> = {};
  for (const [name, choices] of Object.entries(headers)) {
    // Most requests must get past the guards to reach what is behind them.
    if (random.chance(name === 'Origin' || name === 'Sec-Fetch-Site' ? 0.05 : 0.12)) {
      sent[name] = random.pick(choices);
    }
  }
  if (method === 'GET' || method === 'HEAD') return { method, path, headers: sent, body: null };
  const type = random.chance(0.7) ? types[0] : random.pick(types);
  if (type) sent['Content-Type'] = type;
  return { method, path, headers: sent, body: makeBody(random, type, target.emails) };
}

/**
 * Sends a number of requests that were made up from a seed, some at a time, and returns those that
 * were answered with 5xx or not at all. Besides the paths it is told nothing of the application.
 */
export async function sendFuzzedRequests(options: {
  origin: string;
  paths: readonly string[];
  emails: Emails;
  seed: number;
  requests: number;
  statuses?: Map<number | string, number>;
}): Promise<Failure[]> {
  const { origin, seed, requests, statuses } = options;
  const random = createRandom(seed);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const { hostname, port } = new URL(origin);
  const failures: Failure[] = [];
  let number = 0;

  function send(made: ReturnType<typeof makeRequest>): Promise<number | string> {
    return new Promise((resolve) => {
      const { method, path, headers: sent, body } = made;
      const asked = request({ hostname, port, agent, method, path, headers: sent });
      asked.setTimeout(20_000, () => asked.destroy(new Error('no answer in time')));
      asked.once('response', (answer) => {
        answer.resume();
        answer.once('close', () => resolve(answer.statusCode ?? 0));
      });
      asked.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      asked.end(body ?? undefined);
    });
  }

  async function sendSome(): Promise<void> {
    while (number < requests) {
      const mine = ++number;
      const made = makeRequest(random, options);
      let status = await send(made);
      // A kept connection that the server had just closed, or an upload it did not want to read.
      if (typeof status === 'string' && status !== 'no answer in time') status = await send(made);
      statuses?.set(status, (statuses.get(status) ?? 0) + 1);
      const refusedUpload = status === 'EPIPE' || status === 'ECONNRESET';
      const fault = typeof status === 'number' ? status >= 500 : !refusedUpload;
      if (fault) failures.push({ number: mine, status, what: describe(made) });
    }
  }
  await Promise.all(Array.from({ length: 16 }, sendSome));
  agent.destroy();
  return failures;
}

function describe(made: ReturnType<typeof makeRequest>): string {
  const body = made.body?.toString('latin1').slice(0, 600);
  return JSON.stringify({ ...made, body });
}
