import { createHash } from 'node:crypto';
import { Client } from 'pg';

async function readTables(
  connectionString: string,
  look: (client: Client, table: string) => Promise<void>,
): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  for (const { name } of tables.rows) await look(client, name);
  await client.end();
}

/** Every value of every table, as text, and binary ones as the bytes they are. */
export async function dumpDatabase(connectionString: string): Promise<string> {
  let text = '';
  await readTables(connectionString, async (client, table) => {
    const { rows } = await client.query(`select * from ${table}`);
    for (const value of rows.flatMap((row) => Object.values(row))) {
      text += Buffer.isBuffer(value)
        ? `${value.toString('latin1')}\n${value.toString('utf8')}\n`
        : `${JSON.stringify(value)}\n`;
    }
  });
  return text;
}

/** A digest of each table's rows, whatever their order; tables whose name fits `except` are left out. */
export async function digestTables(
  connectionString: string,
  except: RegExp,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  await readTables(connectionString, async (client, table) => {
    if (except.test(table)) return;
    const { rows } = await client.query<{ row: string }>(
      `select t::text as row from ${table} t order by 1`,
    );
    const hash = createHash('sha256');
    for (const { row } of rows) hash.update(`${row}\n`);
    digests[table] = `${rows.length} rows, ${hash.digest('hex')}`;
  });
  return digests;
}
