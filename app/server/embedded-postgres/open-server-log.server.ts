import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { explainFileFailure } from './explain-file-failure';

const maximumBytes = 5 * 1024 * 1024;

export type ServerLog = { file: number; readNew(): string; close(): void };

/** Opens the server's log for appending; one over 5 MB is set aside as `.old` (replacing the one before) first. */
export function openServerLog(path: string): ServerLog {
  let file: number;
  try {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > maximumBytes) renameSync(path, `${path}.old`);
    file = openSync(path, 'a', 0o600);
  } catch (error) {
    throw explainFileFailure(error, path);
  }
  const start = fstatSync(file).size;
  return {
    file,
    readNew: () => readFileSync(path).subarray(start).toString('utf8'),
    close: () => closeSync(file),
  };
}
