import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Application, removeDataDir, startApplication, until } from '../support/application';
import { startWire, type Wire } from '../support/interruption';
import { createVisitor } from '../support/visitor';

const letter = '/letters/refuge-for-captured-soldiers';
let app: Application;
let wire: Wire;

beforeAll(async () => {
  const url = new URL(inject('postgres'));
  wire = await startWire({ host: url.hostname, port: Number(url.port) });
  const name = `away_${randomUUID().replaceAll('-', '')}`;
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  url.port = String(wire.port);
  url.pathname = `/${name}`;
  app = await startApplication({ DATABASE_URL: url.href });
});
afterAll(async () => {
  await app?.stop();
  wire?.cut();
  if (app) removeDataDir(app.dataDir);
});

test('without its database the letter is still read, signing says so and keeps the words, and all comes back', async () => {
  const visitor = createVisitor(app.origin);
  const typed = { name: 'Typed Name', email: 'away@people.example', visibility: 'letter' };
  for (const path of [letter, `/ko${letter}`]) expect((await visitor.get(path)).status).toBe(200);
  wire.cut();
  const pid = app.process.pid;
  for (const path of [letter, `/ko${letter}`, `${letter}?utm_source=never-seen`, letter]) {
    expect((await visitor.get(path)).status, path).toBe(200);
  }
  const refused = await visitor.post(`/uk${letter}/sign`, typed);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(10);
  expect(refused.html).toContain('<html lang="uk"');
  expect(refused.html).toContain('value="Typed Name"');
  expect(refused.html).toContain('value="away@people.example"');
  const unseen = await visitor.get(`${letter}/signatures?q=unseen`);
  expect(unseen.status).toBe(503);
  expect(unseen.headers.get('retry-after')).not.toBeNull();
  expect((await visitor.get('/readyz')).status).toBe(503);
  expect((await visitor.get('/healthz')).status).toBe(200);

  await wire.mend();
  await until('ready again', async () => (await visitor.get('/readyz')).status === 200);
  expect((await visitor.post(`/uk${letter}/sign`, typed)).status).toBe(303);
  await app.mailTo(typed.email);
  expect(app.process.pid).toBe(pid);
  expect(app.process.exitCode).toBeNull();
});
