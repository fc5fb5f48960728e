import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { listen } from '~/server/web/start-web.server';
import { type Application, removeDataDir, startApplication } from '../support/application';
import { createVisitor } from '../support/visitor';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const slug = 'refuge-for-captured-soldiers';
const folders: string[] = [];

afterEach(() => {
  for (const dataDir of folders.splice(0)) removeDataDir(dataDir);
});

/** Processes whose environment or command line names the folder, by /proc. */
function processesOf(dataDir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const about = ['cmdline', 'environ'].map((file) => readFileSync(`/proc/${pid}/${file}`));
        return Buffer.concat(about).includes(dataDir);
      } catch {
        return false;
      }
    });
}

/** Starts and waits for the end, for starts that are refused. */
function attempt(
  environment: Record<string, string>,
  words: string[] = [],
): Promise<{ code: number | null; said: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'undersigned-app-'));
  folders.push(dataDir);
  const given = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['bin/start.js', ...words], {
    cwd: folder,
    env: { ...given, ...environment } as unknown as NodeJS.ProcessEnv,
  });
  let said = '';
  child.stdout.on('data', () => {});
  child.stderr.on('data', (text) => {
    said += text;
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })));
}

describe('the operator', () => {
  test.each([[['--help']], [['--only', 'all']], [['web']]])(
    'is told how to start it after %j',
    async (words) => {
      const { code, said } = await attempt({}, words);
      expect(code).toBe(2);
      expect(said).toContain('Usage: node bin/start.js [--only web|worker]');
    },
  );

  test('begins with an empty desk where no sample is wanted', async () => {
    const app = await startApplication({ SAMPLE: 'none' });
    folders.push(app.dataDir);
    const visitor = createVisitor(app.origin);
    expect((await visitor.get(`/letters/${slug}`)).status).toBe(404);
    expect(app.signInUrl).toContain('/organise/sign-in/');
    await app.stop();
  });

  test('hears that it is starting while it starts, and is not left waiting', async () => {
    const { server, origin } = await listen('127.0.0.1', 0);
    const answer = await fetch(`${origin.replace('localhost', '127.0.0.1')}/readyz`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    await new Promise((resolve) => server.close(resolve));
  });

  test('stops everything by Ctrl-C and finds the data again at the next start', async () => {
    const first: Application = await startApplication();
    folders.push(first.dataDir);
    const visitor = createVisitor(first.origin);
    const email = 'kept@people.example';
    const sent = { name: 'Kept Person', email, visibility: 'public' };
    expect((await visitor.post(`/letters/${slug}/sign`, sent)).status).toBe(303);
    const mail = await first.mailTo(email);
    expect(processesOf(first.dataDir).length).toBeGreaterThan(1);
    const secrets = statSync(join(first.dataDir, 'secrets.json'));
    expect(secrets.mode & 0o777).toBe(0o600);
    expect(await first.stop('SIGINT')).toBe(0);
    expect(processesOf(first.dataDir)).toEqual([]);

    const second = await startApplication({}, first.dataDir);
    const again = createVisitor(second.origin);
    const path = new URL(mail.links.find((link) => link.includes('/confirm/')) ?? '').pathname;
    expect((await again.get(path)).text).toContain('Kept Person');
    expect(second.signInUrl).toContain('/organise/sign-in/');
    expect(await second.stop('SIGTERM')).toBe(0);
    expect(processesOf(first.dataDir)).toEqual([]);
  });

  test('reads one sentence when the port is in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, said } = await attempt({ PORT: String(port) });
    taken.close();
    expect(code).toBe(1);
    expect(said).toBe(`Port ${port} is in use; set PORT to another one, or PORT=0.\n`);
  });

  const production = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://letters.example',
    SMTP_URL: 'smtp://127.0.0.1:1',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  };
  test.each([
    [
      'DATABASE_URL',
      { ...production, DATABASE_URL: '' },
      /^DATABASE_URL must be set in production\n$/,
    ],
    ['PUBLIC_URL', { ...production, PUBLIC_URL: '' }, /^PUBLIC_URL must be set in production\n$/],
    ['SMTP_URL', { ...production, SMTP_URL: '' }, /^SMTP_URL must be set in production\n$/],
    ['the secrets', production, /^SECRETS_FILE \S+ does not exist[^\n]*\n$/],
    ['a usable port', { PORT: 'many' }, /^PORT is not usable: [^\n]+\n$/],
    [
      'a reachable database',
      { ...production, NODE_ENV: '' },
      /^The database cannot be reached [^\n]+\n$/,
    ],
  ])('reads one sentence when %s is missing', async (_what, environment, sentence) => {
    const { code, said } = await attempt(environment);
    expect(said).toMatch(sentence);
    expect(code).toBe(1);
  });
});
