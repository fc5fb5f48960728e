import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartRefusal } from '~/primitives/start-refusal';
import { startEmbeddedPostgres } from '~/server/embedded-postgres/start-embedded-postgres.server';
import { listServerProcesses } from './support/list-server-processes';
import { workInFolder } from './support/work-in-folder';

describe('a damaged data directory', () => {
  const { dataDir, start } = workInFolder();
  const cluster = (...parts: string[]) => join(dataDir(), 'postgres', ...parts);

  let whole = '';
  beforeAll(async () => {
    whole = mkdtempSync(join(tmpdir(), 'undersigned whole database '));
    await (await startEmbeddedPostgres({ dataDir: whole, log: () => {} })).stop();
  });
  afterAll(() => rmSync(whole, { recursive: true, force: true }));

  async function refusal(): Promise<string> {
    const error = await start().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StartRefusal);
    const sentence = error instanceof Error ? error.message : '';
    expect(sentence).not.toContain('\n');
    expect(existsSync(join(dataDir(), 'application.lock'))).toBe(false);
    expect(listServerProcesses(dataDir())).toEqual([]);
    return sentence;
  }

  it.each<[string, () => void, RegExp]>([
    ['PG_VERSION is gone', () => rmSync(cluster('PG_VERSION')), /PG_VERSION is missing/],
    [
      'an older PostgreSQL wrote it',
      () => writeFileSync(cluster('PG_VERSION'), '14\n'),
      /written by PostgreSQL 14 and this is PostgreSQL 18/,
    ],
    [
      'its control file is gone',
      () => rmSync(cluster('global', 'pg_control')),
      /refuses to open .*could not open file ".*pg_control"/,
    ],
    [
      'its settings are nonsense',
      () => writeFileSync(cluster('postgresql.conf'), 'nonsense here\n'),
      /refuses to open .*"FATAL: configuration file ".*" contains errors"/,
    ],
    [
      'others may read it',
      () => chmodSync(cluster(), 0o755),
      /refuses to open .*"FATAL: data directory ".*" has invalid permissions"/,
    ],
    [
      'the password is gone',
      () => rmSync(join(dataDir(), 'postgres.password')),
      /postgres\.password is missing or empty/,
    ],
    [
      'the password is another one',
      () => writeFileSync(join(dataDir(), 'postgres.password'), 'another\n'),
      /The password in .* is not that of the database/,
    ],
  ])('is refused in one clear sentence when %s', async (_, damage, sentence) => {
    cpSync(whole, dataDir(), { recursive: true });
    damage();
    expect(await refusal()).toMatch(sentence);
  });

  it('is not replaced when somebody put other files into its place', async () => {
    mkdirSync(cluster(), { recursive: true });
    writeFileSync(cluster('letter.txt'), 'mine');
    expect(await refusal()).toMatch(/not a whole PostgreSQL database/);
    expect(readdirSync(cluster())).toEqual(['letter.txt']);
  });

  it('is a fresh one when its creation was killed half-way', async () => {
    const halfMade = join(dataDir(), 'postgres.new-killed', 'cluster');
    mkdirSync(halfMade, { recursive: true });
    writeFileSync(join(halfMade, 'PG_VERSION'), '18\n');
    await start();
    expect(readdirSync(dataDir()).filter((name) => name.startsWith('postgres.new'))).toEqual([]);
  });

  it('is refused when a file stands in its place', async () => {
    mkdirSync(dirname(dataDir()), { recursive: true });
    writeFileSync(dataDir(), 'a file');
    await expect(start()).rejects.toThrow(/a file stands where a folder belongs/);
  });
});
