import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetter, slug } from '../support/letter';
import { type Site, startSite } from '../support/site';

let site: Site;

beforeAll(async () => {
  site = await startSite();
  await createLetter(site.ctx);
});
afterAll(() => site?.stop());

/** Sends a request line that no browser and no `fetch` would. */
function ask(path: string, method = 'GET') {
  const { hostname, port } = new URL(site.origin);
  return new Promise<{ status: number; location: string; body: string }>((resolve, reject) => {
    const asked = request({ hostname, port, method, path, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece) => {
        body += piece;
      });
      answer.on('end', () => {
        const { statusCode: status = 0, headers } = answer;
        resolve({ status, location: headers.location ?? '', body });
      });
    });
    asked.once('error', reject);
    asked.end();
  });
}

test.each([
  '//',
  '///',
  '//?q=1',
  '//evil.example',
  '//evil.example/letters',
  `//evil.example/letters/${slug}`,
  `http://evil.example/ko/letters/${slug}`,
  'http://evil.example',
  '//%',
])('the operator finds %s answered without a fault and never as another host', async (path) => {
  const answer = await ask(path);
  expect(answer.status).toBeLessThan(500);
  expect(answer.location).not.toContain('evil');
  expect(answer.body).not.toMatch(/https?:\/\/evil/);
  expect(site.log()).not.toContain('request failed');
});

test.each([
  ['GET', '/confirm/SECRETTOKEN?_data=routes%2Fsafety'],
  ['GET', '/my-signature/SECRETTOKEN?_data=nonsense'],
  ['GET', '/nowhere/SECRETTOKEN'],
  ['POST', '/my-signature/SECRETTOKEN/download.json'],
  ['PUT', '/not-me/SECRETTOKEN'],
  ['POST', '/invitation/SECRETTOKEN'],
])('a refused %s of %s leaves no token in the log', async (method, path) => {
  const before = site.log().length;
  expect((await ask(path, method)).status).toBeGreaterThanOrEqual(400);
  expect(site.log().slice(before)).not.toContain('SECRETTOKEN');
});
