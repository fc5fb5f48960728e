import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findEmbeddedPostgres } from '~/server/embedded-postgres/find-embedded-postgres.server';
import { ask } from './support/ask';
import { listServerProcesses } from './support/list-server-processes';
import { startInAnotherProcess } from './support/start-in-another-process';
import { workInFolder } from './support/work-in-folder';

describe('a database whose application was killed', () => {
  const { dataDir, start } = workInFolder();
  const postmasterFile = () => join(dataDir(), 'postgres', 'postmaster.pid');
  const postmaster = () => Number(readFileSync(postmasterFile(), 'utf8').split('\n')[0]);

  it('is taken over by the next start and stopped by it', async () => {
    const other = await startInAnotherProcess(dataDir());
    await ask(other.connectionString, 'create table kept as select 7 as number');
    await other.kill();
    expect(listServerProcesses(dataDir())).not.toEqual([]);

    const adopted = await start();
    expect(adopted.started).toBe('adopted');
    expect(adopted.connectionString).toBe(other.connectionString);
    expect(await ask(adopted.connectionString, 'select number from kept')).toEqual({ number: 7 });
    await adopted.stop();
    expect(listServerProcesses(dataDir())).toEqual([]);
  });

  it('starts again when the server was killed with it', async () => {
    const other = await startInAnotherProcess(dataDir());
    await ask(other.connectionString, 'create table kept as select 7 as number');
    process.kill(postmaster(), 'SIGKILL');
    await other.kill();

    const database = await start();
    expect(database.started).toBe('new');
    expect(await ask(database.connectionString, 'select number from kept')).toEqual({ number: 7 });
  });

  it.each([
    ['that a full disk left empty', ''],
    ['that names nobody', '4194303\n/elsewhere\n1\n5432\n'],
  ])('starts in spite of a stale postmaster.pid %s', async (_, content) => {
    await (await start()).stop();
    writeFileSync(postmasterFile(), content, { mode: 0o600 });
    expect(await findEmbeddedPostgres(dataDir())).toBeNull();
    expect((await start()).started).toBe('new');
  });

  it('starts when the process id of its server belongs to another program now, which it spares', async () => {
    await (await start()).stop();
    const stranger = spawn(process.execPath, ['--eval', 'process.stdin.resume()']);
    writeFileSync(postmasterFile(), `${stranger.pid}\n/elsewhere\n1\n5432\n`, { mode: 0o600 });
    expect(await findEmbeddedPostgres(dataDir())).toBeNull();
    expect((await start()).started).toBe('new');
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  it('is found by the command line only while it runs', async () => {
    expect(await findEmbeddedPostgres(dataDir())).toBeNull();
    const database = await start();
    expect(await findEmbeddedPostgres(dataDir())).toBe(database.connectionString);
    await database.stop();
    expect(await findEmbeddedPostgres(dataDir())).toBeNull();
  });
});
