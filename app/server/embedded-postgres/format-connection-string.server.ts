import { readFileSync } from 'node:fs';
import { explainFileFailure } from './explain-file-failure';

/** The address of the embedded database on this port; holds the password, so it is never logged. */
export function formatConnectionString(
  passwordFile: string,
  port: number,
  database = 'undersigned',
): string {
  try {
    const password = encodeURIComponent(readFileSync(passwordFile, 'utf8').trim());
    return `postgresql://undersigned:${password}@127.0.0.1:${port}/${database}`;
  } catch (error) {
    throw explainFileFailure(error, passwordFile);
  }
}
