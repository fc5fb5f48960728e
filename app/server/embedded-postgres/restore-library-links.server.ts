import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { StartRefusal } from '~/primitives/start-refusal';
import type { PostgresBinaries } from './locate-postgres-binaries.server';
import { readErrorCode } from './read-error-code';

type Link = { source: string; target: string };

/**
 * npm archives carry no symbolic links; the package lists those of its libraries in a file.
 * Creates the missing ones, which npm does not when it runs no install scripts. Returns their number.
 */
export function restoreLibraryLinks({ packageName, root }: PostgresBinaries): number {
  const missing = readLinks(root).filter(({ target }) => !existsSync(join(root, target)));
  for (const { source, target } of missing) {
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      // Another run may be doing the same.
      if (readErrorCode(error) === 'EEXIST') continue;
      throw new StartRefusal(
        `The libraries of ${packageName} are incomplete and this user cannot write to ${root}; as its owner run "npm rebuild --ignore-scripts=false ${packageName}" once.`,
      );
    }
  }
  return missing.length;
}

function readLinks(root: string): Link[] {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, 'utf8')) as Link[];
}
