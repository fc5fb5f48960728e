import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { StartRefusal } from '~/primitives/start-refusal';
import { restoreLibraryLinks } from '~/server/embedded-postgres/restore-library-links.server';
import { workInFolder } from './support/work-in-folder';

describe('the libraries of an installation without install scripts', () => {
  const { dataDir } = workInFolder();
  const binaries = () => ({
    packageName: '@embedded-postgres/x',
    root: dataDir(),
    postgres: '',
    initdb: '',
  });

  beforeEach(() => {
    mkdirSync(join(dataDir(), 'native', 'lib'), { recursive: true });
    writeFileSync(join(dataDir(), 'native', 'lib', 'libpq.so.5.18'), 'library');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    writeFileSync(join(dataDir(), 'native', 'pg-symlinks.json'), JSON.stringify(links));
  });

  it('get their missing names once', () => {
    expect(restoreLibraryLinks(binaries())).toBe(1);
    expect(readFileSync(join(dataDir(), 'native', 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
    expect(restoreLibraryLinks(binaries())).toBe(0);
  });

  it('are reported with the remedy when they cannot be written', () => {
    rmSync(join(dataDir(), 'native', 'lib'), { recursive: true });
    expect(() => restoreLibraryLinks(binaries())).toThrow(StartRefusal);
    expect(() => restoreLibraryLinks(binaries())).toThrow(/npm rebuild --ignore-scripts=false/);
  });
});
