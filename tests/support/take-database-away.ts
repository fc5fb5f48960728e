import { Client } from 'pg';

/** Makes a test's database end every connection and refuse new ones until it is given back. */
export async function takeDatabaseAway(
  connectionString: string,
): Promise<{ giveBack(): Promise<void> }> {
  const url = new URL(connectionString);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const outside = new Client({ connectionString: url.href });
  await outside.connect();
  await outside.query(`alter database ${name} with allow_connections false`);
  await outside.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    name,
  ]);
  return {
    async giveBack() {
      await outside.query(`alter database ${name} with allow_connections true`);
      await outside.end();
    },
  };
}
