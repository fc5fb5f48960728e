import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask } from './support/ask';
import { listServerProcesses } from './support/list-server-processes';
import { workInFolder } from './support/work-in-folder';

describe('the embedded database', () => {
  const { dataDir, start } = workInFolder();

  it('is created by the first start and found again by the second', async () => {
    const first = await start();
    await ask(first.connectionString, "create table kept as select 'Олена' as name");
    await first.stop();

    const second = await start();
    expect(second.started).toBe('new');
    expect(await ask(second.connectionString, 'select name from kept')).toEqual({ name: 'Олена' });
  });

  it('leaves no process, lock or half-made folder after stop, however often it is stopped', async () => {
    const database = await start();
    expect(listServerProcesses(dataDir())).not.toEqual([]);
    await Promise.all([database.stop(), database.stop()]);

    expect(await database.exited).toBe(0);
    expect(listServerProcesses(dataDir())).toEqual([]);
    expect(readdirSync(dataDir()).sort()).toEqual([
      'postgres',
      'postgres.log',
      'postgres.password',
    ]);
  });

  it('keeps its folder, password and log from other users of the machine', async () => {
    await start();
    const modes = ['postgres', 'postgres.password', 'postgres.log', 'application.lock'].map(
      (name) => (statSync(join(dataDir(), name)).mode & 0o777).toString(8),
    );
    expect(modes).toEqual(['700', '600', '600', '600']);
  });

  it('answers on loopback only, in UTF-8, with checksums and durable commits', async () => {
    const { connectionString } = await start();
    const settings = `select current_setting('listen_addresses') as listen,
      current_setting('unix_socket_directories') as sockets, current_setting('data_checksums') as checksums,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
      current_setting('TimeZone') as zone, datlocprovider as provider, datlocale as locale,
      pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'undersigned'`;
    expect(await ask(connectionString, settings)).toEqual({
      listen: '127.0.0.1',
      sockets: '',
      checksums: 'on',
      fsync: 'on',
      commit: 'on',
      zone: 'UTC',
      provider: 'b',
      locale: 'C.UTF-8',
      encoding: 'UTF8',
    });
  });

  it('refuses whoever does not know the password', async () => {
    const { connectionString } = await start();
    const guess = connectionString.replace(/:[^:@]+@/, ':undersigned@');
    await expect(ask(guess, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('writes nothing that a person typed into its log, even when a statement fails', async () => {
    const { connectionString } = await start();
    await ask(connectionString, 'create table person (email text primary key)');
    const insert = "insert into person values ('canary@example.org')";
    await ask(connectionString, insert);
    await expect(ask(connectionString, insert)).rejects.toThrow(/duplicate key/);
    await expect(ask(connectionString, "select 'canary'::integer")).rejects.toThrow(/canary/);
    const log = readFileSync(join(dataDir(), 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('canary');
  });

  it('runs twice at the same time on two folders', async () => {
    const [one, other] = await Promise.all([start(dataDir()), start(`${dataDir()} too`)]);
    expect(one.connectionString).not.toBe(other.connectionString);
    const question = "select current_setting('data_directory') as folder";
    expect(await ask(one.connectionString, question)).not.toEqual(
      await ask(other.connectionString, question),
    );
  });

  it('tells when the server ends without being asked to', async () => {
    const database = await start();
    const pid = Number(
      readFileSync(join(dataDir(), 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
    );
    process.kill(pid, 'SIGKILL');
    expect(await database.exited).toBeNull();
    await database.stop();
    expect(await ask((await start()).connectionString, 'select 1 as one')).toEqual({ one: 1 });
  });
});
