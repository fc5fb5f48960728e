import { DatabaseError } from 'pg';
import { queryOnce } from './query-once.server';

export type DataDirectoryAnswer =
  | { state: 'answered'; folder: string }
  | { state: 'no-database' | 'denied' | 'silent' };

const missingDatabase = '3D000';
const wrongPassword = '28P01';

/** Which folder the server behind this connection string serves; `silent` while it starts, stops or is not there. */
export async function askDataDirectory(connectionString: string): Promise<DataDirectoryAnswer> {
  try {
    const statement = "select current_setting('data_directory') as folder";
    const { folder } = await queryOnce(connectionString, statement);
    return { state: 'answered', folder: String(folder) };
  } catch (error) {
    const code = error instanceof DatabaseError ? error.code : undefined;
    if (code === missingDatabase) return { state: 'no-database' };
    return { state: code === wrongPassword ? 'denied' : 'silent' };
  }
}
