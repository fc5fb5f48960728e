import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '~/config.server';
import { listCommands } from '../support/command-list';
import { configurationNames } from '../support/configuration-names';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

type Service = {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, unknown>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test?: string[] };
  depends_on?: Record<string, unknown>;
};
const composeText = read('docker-compose.yml');
const compose: { services: Record<string, Service>; volumes: Record<string, null> } = parse(
  composeText,
  { merge: true },
);
const services = Object.entries(compose.services);
const own = services.filter(([, service]) => service.build !== undefined);
const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ');
const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
  ([, sources]) => sources?.split(' ') ?? [],
);

/** `${NAME:-default}` with nothing set; a required one gets letters. */
function fill(text: string): string {
  return text.replaceAll(/\$\{\w+(?::-([^}]*)|:\?[^}]*)\}/g, (_, fallback) => fallback ?? 'set');
}

async function expectCommand([program = '', file = '', ...words]: string[]): Promise<void> {
  expect(program).toBe('node');
  expect(existsSync(join(folder, file)), file).toBe(true);
  if (file === 'bin/start.js') expect(words.join(' ')).toMatch(/^--only (web|worker)$/);
  else expect([...(await listCommands()).keys()]).toContain(words.join(' '));
}

describe('the operator who uses containers', () => {
  test('finds behind every command a file and a verb that exist', async () => {
    expect(own.map(([name]) => name)).toEqual(['migrate', 'web', 'worker']);
    for (const [, { command = [] }] of own) await expectCommand(command);
    const inImage = /^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]';
    await expectCommand(JSON.parse(inImage));
  });

  test('sets no variable that nothing reads', () => {
    const known = new Set([...configurationNames(), 'POSTGRES_PASSWORD']);
    for (const [, { environment = {} }] of own) {
      for (const name of Object.keys(environment)) expect([...known]).toContain(name);
    }
    for (const [, name] of composeText.matchAll(/\$\{(\w+)/g)) expect([...known]).toContain(name);
    for (const [, line] of dockerfile.matchAll(/^ENV (.+)$/gm)) {
      for (const [, name] of line?.matchAll(/(\w+)=/g) ?? []) expect([...known]).toContain(name);
    }
    const prefixes: Record<string, RegExp> = { db: /^POSTGRES_/, mail: /^MP_/ };
    for (const [name, prefix] of Object.entries(prefixes)) {
      const environment = compose.services[name]?.environment ?? {};
      for (const variable of Object.keys(environment)) expect(variable).toMatch(prefix);
    }
  });

  test('gets a configuration that production accepts, in which letters are not open to readers', () => {
    const imageOwn = /^ENV (.+)$/m.exec(dockerfile)?.[1]?.split(' ') ?? [];
    for (const [, { environment = {} }] of own) {
      const given = {
        ...Object.fromEntries(imageOwn.map((pair) => pair.split('=', 2))),
        ...Object.fromEntries(
          Object.entries(environment).map(([name, value]) => [name, fill(String(value))]),
        ),
      };
      const config = readConfig(given);
      expect(config).toMatchObject({ production: true, host: '0.0.0.0', delivery: 'smtp' });
      expect(config.secretsFile.startsWith(`${config.dataDir}/`)).toBe(true);
    }
  });

  test('is told the truth by the health checks', () => {
    const paths = [dockerfile, composeText].flatMap((text) =>
      [...text.matchAll(/http:\/\/127\.0\.0\.1:[^/\s]+(\/\w+)/g)].map(([, path]) => path),
    );
    expect(paths).toEqual(['/healthz', '/readyz']);
    const routes = read('app/server/web/health-routes.ts');
    for (const path of paths) expect(routes).toContain(`routes.get('${path}'`);
  });

  test('finds every service, volume and port in its place', () => {
    for (const [name, { depends_on = {}, volumes = [], ports = [] }] of services) {
      for (const other of Object.keys(depends_on))
        expect(compose.services, name).toHaveProperty(other);
      for (const volume of volumes) {
        expect(Object.keys(compose.volumes), name).toContain(volume.split(':')[0]);
      }
      for (const port of ports) expect(port, name).toMatch(/^127\.0\.0\.1:/);
    }
  });
});

describe('the image', () => {
  test('is made of what is there and of what the builder is sent', () => {
    expect(copies).toContain('app');
    const sent = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    for (const source of copies) {
      expect(existsSync(join(folder, source)), source).toBe(true);
      expect(sent).toContain(source.replace('./', ''));
    }
    expect(read('.dockerignore')).toMatch(/^\*$/m);
  });

  test('does without development packages', () => {
    const { dependencies } = JSON.parse(read('package.json'));
    const files = ['app', 'emails', 'migrations', 'bin'].flatMap((top) =>
      readdirSync(join(folder, top), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(tsx?|js)$/.test(file) && !file.endsWith('.d.ts'))
        .map((file) => join(top, file)),
    );
    for (const file of files) {
      const imports = read(file).matchAll(
        /^(?:import (?!type\b)|\} )[^;]*?from '([^'.~#][^']*)'/gm,
      );
      for (const [, name = ''] of imports) {
        if (name.startsWith('node:')) continue;
        const [scope, rest] = name.split('/');
        const owner = name.startsWith('@') ? `${scope}/${rest}` : scope;
        expect(Object.keys(dependencies), `${file}: ${name}`).toContain(owner);
      }
    }
  });

  test('runs the version that the version file names, as nobody special', () => {
    const version = read('.nvmrc').trim();
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set([`node:${version}-slim`]));
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});

test('the workflow runs the two commands on the oldest and the newest supported Node', () => {
  const workflow = parse(read('.github/workflows/test.yml'));
  const { steps, strategy } = workflow.jobs.test;
  const commands = steps.flatMap((step: { run?: string }) => step.run ?? []);
  expect(commands).toEqual(['npm ci', 'npm test']);
  expect(strategy.matrix.node).toEqual([20, Number(read('.nvmrc'))]);
});
