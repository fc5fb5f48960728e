import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listCommands } from '../support/command-list';
import { configurationNames } from '../support/configuration-names';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const pages = [
  'README.md',
  ...readdirSync(join(folder, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** GitHub's name for a heading. */
function anchors(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** What stands in code spans and code blocks. */
function codeOf(page: string): string[] {
  const text = read(page);
  const blocks = [...text.matchAll(/^```.*\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  const prose = text.replaceAll(/^```.*\n[\s\S]*?^```/gm, '');
  return [...blocks, ...[...prose.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span)];
}

/** The commands of the text, each in one line, without what a shell would not pass on. */
function commandLines(page: string): string[][] {
  return codeOf(page).flatMap((code) =>
    [
      ...code
        .replaceAll('\\\n', ' ')
        .matchAll(/(?:npx undersigned|bin\/undersigned\.js) ([^\n#]+)/g),
    ]
      .map(([, words = '']) => words.match(/"[^"]*"|\S+/g) ?? [])
      .filter(([verb = '']) => /^[a-z]/.test(verb)),
  );
}

describe.each(pages)('%s', (page) => {
  test('leads to pages, places and pictures that exist', () => {
    for (const [, target = ''] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|mailto:)/.test(target)) continue;
      const [file = '', anchor] = target.split('#', 2);
      const path = file === '' ? page : join(dirname(page), file);
      expect(existsSync(join(folder, path)), target).toBe(true);
      if (anchor) expect(anchors(path), target).toContain(anchor);
    }
  });

  test('names files, scripts and variables that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const variables = [
      ...configurationNames(),
      ...[...read('docker-compose.yml').matchAll(/\b(POSTGRES_\w+|MP_\w+)/g)].map(([name]) => name),
    ];
    for (const code of codeOf(page)) {
      for (const [file] of code.matchAll(
        /(?<![\w/.~<])(?:app|tests|emails|migrations|bin|docs)\/[\w.$()[\]/-]*(?![\w<*])/g,
      )) {
        if (code.includes('<')) continue;
        expect(existsSync(join(folder, file)), file).toBe(true);
      }
      for (const [, script = ''] of code.matchAll(/(?:^|&& )npm (?:run )?([a-z][\w:]*)/gm)) {
        if (script !== 'ci') expect(Object.keys(scripts), code).toContain(script);
      }
      const names = code.matchAll(/(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])/g);
      for (const [name] of names) {
        if (name !== 'PG_VERSION') expect(variables, code).toContain(name);
      }
    }
  });

  test('shows commands as they can be typed', async () => {
    const commands = await listCommands();
    for (const words of commandLines(page)) {
      const verb = [words.slice(0, 2).join(' '), words[0] ?? ''].find((name) => commands.has(name));
      expect(verb, words.join(' ')).toBeDefined();
      const help = commands.get(verb ?? '') ?? '';
      for (const word of words.filter((one) => one.startsWith('--'))) {
        expect(help, words.join(' ')).toContain(word);
      }
    }
  });

  test('holds no path of somebody’s machine', () => {
    expect(read(page)).not.toMatch(/(?<![\w.$}])\/(?:home|Users|root|work|tmp|mnt)\//);
  });
});

test('a newcomer finds the two commands in the read-me', () => {
  expect(read('README.md')).toMatch(/^npm ci && npm start$/m);
  expect(read('README.md')).toMatch(/^npm ci && npm test$/m);
});

test('an operator finds each variable explained, and each one in the example', () => {
  const table = read('docs/operating.md');
  const example = read('.env.example');
  for (const name of configurationNames())
    expect(table).toMatch(new RegExp(`^\\|.*\`${name}\``, 'm'));
  const known = [...configurationNames(), 'POSTGRES_PASSWORD'];
  for (const [, name] of example.matchAll(/^#?([A-Z_]+)=/gm)) expect(known).toContain(name);
});

test('an operator finds each verb with an example', async () => {
  const shown = commandLines('docs/command-line.md').map((words) => words.join(' '));
  for (const verb of (await listCommands()).keys()) {
    expect(
      shown.some((line) => line === verb || line.startsWith(`${verb} `)),
      verb,
    ).toBe(true);
  }
});

test('each decision is in the list, numbered without a gap', () => {
  const files = readdirSync(join(folder, 'docs/decisions')).filter((file) => /^\d/.test(file));
  const listed = [...read('docs/decisions/README.md').matchAll(/\((\d{4}-[a-z-]+\.md)\)/g)];
  expect(listed.map(([, file]) => file)).toEqual(files.sort());
  files.forEach((file, index) => {
    const number = String(index + 1).padStart(4, '0');
    expect(file.startsWith(`${number}-`), file).toBe(true);
    expect(read(join('docs/decisions', file))).toMatch(
      new RegExp(`^# ${number} – .+\n\n\\d{4}-\\d{2}-\\d{2} · `),
    );
  });
});

test('pictures in the repository stay small', () => {
  for (const file of readdirSync(join(folder, 'docs/screenshots'))) {
    expect(statSync(join(folder, 'docs/screenshots', file)).size, file).toBeLessThan(200_000);
  }
});
