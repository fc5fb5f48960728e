import type { PostgresBinaries } from './locate-postgres-binaries.server';
import { quoteLastComplaint } from './quote-last-complaint';

/** One sentence on why a program of PostgreSQL did not run, from what it or the system said. */
export function explainProgramFailure(
  output: string,
  { packageName, postgres }: Pick<PostgresBinaries, 'packageName' | 'postgres'>,
): string {
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(output)?.[1];
  if (library !== undefined) {
    return `PostgreSQL cannot run because the shared library ${library} is missing; install the system package that holds it, or set DATABASE_URL.`;
  }
  const wanted = /version `(GLIBC[^']*)' not found/.exec(output)?.[1];
  if (wanted !== undefined || /exec: .*not found|required file not found/.test(output)) {
    return `The programs of ${packageName} need a Linux with glibc (${wanted ?? 'this one has none'}); set DATABASE_URL to a PostgreSQL server instead.`;
  }
  if (isDiskFull(output)) {
    return 'The disk is full: PostgreSQL has no space left to write.';
  }
  if (output.includes(`${postgres}: Permission denied`)) {
    return `The user that runs PostgreSQL may not execute ${postgres}; check the folders above it and that the file system allows programs.`;
  }
  return `PostgreSQL does not run here: ${quoteLastComplaint(output)}`;
}

/** A write that was cut short is named by its hint only. */
export function isDiskFull(output: string): boolean {
  return /No space left on device|Disk quota exceeded|Check free disk space/.test(output);
}
