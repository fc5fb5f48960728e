import { Client } from 'pg';

/** One statement over a connection of its own, given up after two seconds; returns the first row's columns. */
export async function queryOnce(
  connectionString: string,
  statement: string,
): Promise<Record<string, unknown>> {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: 2000,
    query_timeout: 20_000,
    application_name: 'undersigned supervisor',
  });
  // A server that goes away between two messages must not end this process.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows[0] ?? {};
  } finally {
    await client.end().catch(() => {});
  }
}
