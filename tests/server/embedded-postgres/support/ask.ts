import { Client } from 'pg';

/** The first row of a statement, over a connection of its own. */
export async function ask(
  connectionString: string,
  statement: string,
): Promise<Record<string, unknown> | undefined> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows[0];
  } finally {
    await client.end();
  }
}
