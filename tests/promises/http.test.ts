import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication } from '../support/application';
import { createVisitor, type Visitor } from '../support/visitor';

const slug = 'refuge-for-captured-soldiers';
const letter = `/letters/${slug}`;
let app: Application;
let visitor: Visitor;

beforeAll(async () => {
  app = await startApplication();
  visitor = createVisitor(app.origin);
});
afterAll(async () => {
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

async function counts(): Promise<string> {
  const { stdout } = await app.command('letter', 'status', slug, '--json');
  return JSON.stringify(JSON.parse(stdout).counts);
}

const fields = { name: 'Probe Person', email: 'probe@people.example', visibility: 'public' };

describe('a form of another site', () => {
  const foreign: Record<string, string>[] = [
    { Origin: 'http://evil.example' },
    { Origin: 'null' },
    { Origin: 'garbage' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'http://evil.example', 'X-Forwarded-Host': 'evil.example' },
  ];
  const addresses = [
    `${letter}/sign`,
    `${letter}/sign?_data=routes%2F(%24locale).letters.%24slug.sign`,
    `${letter}/endorse`,
    `${letter}/confirm-code`,
    '/confirm/token',
    '/my-signature/token',
    '/organise/sign-in',
    '/organise/sign-out',
    `/organise/letters/${slug}/endorsements`,
  ];
  test.each(foreign)('with %o is refused everywhere before anything happens', async (headers) => {
    const before = await counts();
    for (const address of addresses) {
      const body = new URLSearchParams(fields);
      const url = `${app.origin}${address}`;
      const { status } = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
      expect(status, address).toBe(403);
    }
    expect(await counts()).toBe(before);
  });
});

describe('every answer', () => {
  test.each([
    '/',
    letter,
    '/nowhere',
    '/healthz',
    '/organise',
    '/dev/mail',
    '/assets/none.js',
    '/%zz',
  ])('%s carries the security headers', async (path) => {
    const { headers } = await visitor.get(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toContain('geolocation=()');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('may be framed by other sites on the one page that is made for it, which has no form', async () => {
    for (const path of [`${letter}/embed`, `/ko${letter}/embed`, `/uk${letter}/embed`]) {
      const { headers, html, status } = await visitor.get(path);
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toContain('frame-ancestors *');
      expect(headers.get('x-frame-options')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
      expect(html).not.toContain('<form');
      expect(html).toMatch(/<a class="button" href="[^"]*#sign" target="_blank" rel="noopener">/);
    }
    const { headers } = await visitor.get(`${letter}/embed/more`);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  test('frames a PDF of the desk on the page that shows it, and nothing else anywhere', async () => {
    const preview = '/organise/letters/any/letter/preview';
    const delivery = '/organise/letters/any/deliveries/6962eda4-1d64-4061-b6f4-718aeedf7822';
    const policy = async (path: string) =>
      (await visitor.get(path)).headers.get('content-security-policy');
    expect(await policy(preview)).toContain("frame-src 'self'");
    expect(await policy(preview)).toContain("frame-ancestors 'none'");
    expect(await policy(`${preview}.pdf`)).toContain("frame-ancestors 'self'");
    expect(await policy(delivery)).toContain("frame-src 'self'");
    expect(await policy(delivery)).toContain("frame-ancestors 'none'");
    expect(await policy(`${delivery}/pdf?view`)).toContain("frame-ancestors 'self'");
    expect(await policy(`${delivery}/eml`)).toContain("frame-ancestors 'none'");
    const others = [`${delivery}/eml`, '/organise/letters/any/deliveries/new', '/organise', letter];
    for (const path of [`${preview}.pdf`, `${preview}.txt`, ...others]) {
      expect(await policy(path)).not.toContain('frame-src');
    }
    expect(await policy(`${preview}.txt`)).toContain("frame-ancestors 'none'");
  });

  test('has no script of the framework and no address of another site on public pages', async () => {
    for (const path of [
      '/',
      letter,
      `/ko${letter}`,
      `/uk${letter}/background`,
      `${letter}/endorse`,
    ]) {
      const { html } = await visitor.get(path);
      const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
      expect(scripts, path).toEqual(['<script src="/site.js" defer="">']);
      const fetched = [...html.matchAll(/\b(?:src|srcset|data)="(https?:[^"]*)"/g)];
      expect(fetched, path).toEqual([]);
      const sheets = [
        ...html.matchAll(/<link rel="(?:stylesheet|preload|icon)"[^>]*href="([^"]*)"/g),
      ];
      for (const [, href] of sheets) expect(href).toMatch(/^\//);
    }
  });
});

describe('bad input', () => {
  test('keeps what was typed, says what is wrong in the language of the page, and stores nothing', async () => {
    const before = await counts();
    const titles = { '': 'Error:', '/ko': '오류', '/uk': 'Помилка' };
    for (const [prefix, title] of Object.entries(titles)) {
      const page = await visitor.post(`${prefix}${letter}/sign`, {
        name: 'Typed “Name”',
        email: 'no-address',
        visibility: 'letter',
        affiliation: 'Typed affiliation',
      });
      expect(page.status).toBe(422);
      expect(page.html).toContain(`<title>${title}`);
      expect(page.html).toContain('value="Typed “Name”"');
      expect(page.html).toContain('value="no-address"');
      expect(page.html).toContain('value="Typed affiliation"');
      expect(page.html).toMatch(/checked=""[^>]*value="letter"|value="letter"[^>]*checked=""/);
      expect(page.html).toContain('aria-invalid="true"');
    }
    expect(await counts()).toBe(before);
  });

  test.each(['', 'PUBLIC', 'private'])(
    'visibility %j is asked for again, never chosen for anybody',
    async (visibility) => {
      const page = await visitor.post(`${letter}/sign`, { ...fields, visibility });
      expect(page.status).toBe(422);
      expect(page.html).not.toMatch(/<input[^>]*type="radio"[^>]*checked/);
    },
  );

  test('of any shape gets 4xx, never 5xx', async () => {
    const form = 'application/x-www-form-urlencoded';
    const probes: [string, string, Record<string, string>, string | null][] = [
      ['POST', `${letter}/sign`, { 'Content-Type': 'multipart/form-data' }, 'x'],
      [
        'POST',
        `${letter}/sign`,
        { 'Content-Type': 'multipart/form-data; boundary=x' },
        '--x\r\nbroken',
      ],
      ['POST', `${letter}/sign`, { 'Content-Type': 'application/json' }, '{}'],
      ['POST', `${letter}/sign`, { 'Content-Type': 'text/plain' }, 'x'],
      [
        'POST',
        `${letter}/sign`,
        { 'Content-Type': form },
        'name=%00&email=%00@x.example&visibility=public',
      ],
      ['POST', `${letter}/sign`, { 'Content-Type': form }, '__proto__=x&constructor=y'],
      ['POST', `${letter}/sign`, { 'Content-Type': form }, ''],
      ['POST', `${letter}/confirm-code`, { 'Content-Type': form }, 'email=x&code=%F0%9F'],
      ['POST', '/letters/none/sign', { 'Content-Type': form }, 'name=a'],
      ['POST', '/confirm/%F0%9F%98%80', { 'Content-Type': form }, ''],
      ['POST', '/my-signature/x', { 'Content-Type': form }, 'intent=withdraw'],
      ['GET', `${letter}/signatures?after=x&country=%00&q=%25%5C_`, {}, null],
      ['GET', `${letter}/signatures?after=99999999999999999999`, {}, null],
      ['GET', `${letter}?_data=nonsense`, {}, null],
      ['GET', '/confirm/x', {}, null],
      ['GET', '/media/x.png', {}, null],
      ['GET', '/share/x.png', {}, null],
      ['GET', '/xx/letters/none', {}, null],
      ['GET', '/%', {}, null],
      ['PUT', letter, {}, 'x'],
      ['DELETE', `${letter}/sign`, {}, null],
      ['PATCH', '/', {}, 'x'],
    ];
    for (const [method, path, headers, body] of probes) {
      const response = await fetch(`${app.origin}${path}`, {
        method,
        headers,
        body,
        redirect: 'manual',
      });
      expect(response.status, `${method} ${path} ${body}`).toBeLessThan(500);
    }
  });

  test('too large is refused with 413 before it is read whole', async () => {
    const body = new URLSearchParams({ ...fields, comment: 'x'.repeat(200_000) });
    expect((await fetch(`${app.origin}${letter}/sign`, { method: 'POST', body })).status).toBe(413);
    const { hostname, port } = new URL(app.origin);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST ${letter}/sign HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n`,
        );
        socket.write(`20000\r\n${'a'.repeat(0x20000)}\r\n`);
      });
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  test.each([
    ['PUT', letter, 'GET, HEAD'],
    ['POST', letter, 'GET, HEAD'],
    ['DELETE', `${letter}/sign`, 'GET, HEAD, POST'],
    ['POST', `${letter}/status.json`, 'GET, HEAD'],
  ])('%s %s is 405 with what is allowed', async (method, path, allow) => {
    const response = await fetch(`${app.origin}${path}`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });
});

describe('a link from a mail', () => {
  test('changes nothing when a scanner opens it, and a dead one helps', async () => {
    await visitor.post(`${letter}/sign`, { ...fields, email: 'scanned@people.example' });
    const mail = await app.mailTo('scanned@people.example');
    const before = await counts();
    for (const link of mail.links) {
      const path = new URL(link).pathname;
      expect(new URL(link).origin).toBe(app.origin);
      for (const method of ['GET', 'HEAD', 'GET']) {
        const response = await fetch(`${app.origin}${path}`, { method });
        expect(response.status, path).toBe(200);
        expect(response.headers.get('cache-control')).toContain('no-store');
      }
    }
    expect(await counts()).toBe(before);
    const dead = await visitor.get('/confirm/nobody-knows-this');
    expect(dead.status).toBe(404);
    expect(dead.html).not.toMatch(/<form[^>]*method="post"/i);
  });

  test('confirms by the code in the tab that is still open', async () => {
    const person = createVisitor(app.origin);
    const email = 'coded@people.example';
    await person.post(`/uk${letter}/sign`, { ...fields, email });
    const { code } = await app.mailTo(email);
    const wrong = await person.post(`/uk${letter}/confirm-code`, { email, code: '000000' });
    expect(wrong.status).toBe(422);
    const right = await person.post(`/uk${letter}/confirm-code`, { email, code: code ?? '' });
    expect(right.status).toBe(303);
    expect((await person.get(right.location ?? '')).status).toBe(200);
  });
});

describe('the desk', () => {
  const inside = [
    '/organise',
    `/organise/letters/${slug}`,
    `/organise/letters/${slug}/letter`,
    `/organise/letters/${slug}/background`,
    `/organise/letters/${slug}/signatures`,
    `/organise/letters/${slug}/endorsements`,
    `/organise/letters/${slug}/changes`,
    `/organise/letters/${slug}/deliveries`,
    `/organise/letters/${slug}/deliveries/new`,
    `/organise/letters/${slug}/exports`,
    `/organise/letters/${slug}/audit`,
  ];

  test('opens nothing to a stranger, neither as page nor as data of one route', async () => {
    for (const path of inside) {
      const page = await visitor.get(path);
      expect(page.status, path).toBe(303);
      expect(page.location).toMatch(/^\/organise\/sign-in/);
    }
    const route = 'routes%2Forganise.letters.%24slug.signatures';
    const data = await visitor.get(`/organise/letters/${slug}/signatures?_data=${route}`);
    expect(data.html).not.toContain('•••@');
    const posted = await visitor.post(`/organise/letters/${slug}/exports/download`, {
      what: 'signatures',
      preset: 'full',
    });
    expect(posted.html).not.toContain('@');
  });

  test('opens by the one-time link once, shows every page, and closes on sign-out', async () => {
    const organiser = createVisitor(app.origin);
    const path = new URL(app.signInUrl).pathname;
    await organiser.get(path);
    const door = await organiser.get(path);
    expect((await organiser.pressButton(door)).location).toBe('/organise');
    for (const page of inside) {
      const shown = await organiser.get(page);
      expect(shown.status, page).toBe(200);
      expect(shown.headers.get('cache-control')).toContain('no-store');
    }
    const overview = await organiser.get(`/organise/letters/${slug}`);
    expect(overview.text).toMatch(/1,20\d/);
    const second = createVisitor(app.origin);
    const late = await second.post(path, {});
    expect((await second.get(late.location ?? '')).status).toBe(410);
    expect((await second.get('/organise')).status).toBe(303);
    await organiser.post('/organise/sign-out', {});
    expect((await organiser.get('/organise')).status).toBe(303);
  });
});
