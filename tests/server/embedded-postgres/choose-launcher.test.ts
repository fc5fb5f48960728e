import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseLauncher } from '~/server/embedded-postgres/choose-launcher.server';
import { locatePostgresBinaries } from '~/server/embedded-postgres/locate-postgres-binaries.server';
import { workInFolder } from './support/work-in-folder';

describe('the programs of PostgreSQL', () => {
  const { dataDir } = workInFolder();
  const paths = () => ({ dataDir: dataDir(), cluster: join(dataDir(), 'postgres') });

  function copyPrograms() {
    const installed = locatePostgresBinaries();
    const root = join(dataDir(), 'programs');
    const native = join(root, 'native');
    cpSync(installed.postgres, join(native, 'bin', 'postgres'), { recursive: true });
    const lib = join(installed.root, 'native', 'lib');
    cpSync(lib, join(native, 'lib'), {
      recursive: true,
      filter: (path) => !path.includes('/pkgconfig') && !path.includes('/postgresql'),
      verbatimSymlinks: true,
    });
    return { ...installed, root, postgres: join(native, 'bin', 'postgres') };
  }

  it('are asked for their version before anything is written', async () => {
    mkdirSync(dataDir());
    const { majorVersion } = await chooseLauncher(locatePostgresBinaries(), paths());
    expect(majorVersion).toBe('18');
  });

  it('say which shared library is missing', async () => {
    const binaries = copyPrograms();
    rmSync(join(binaries.root, 'native', 'lib', 'libicui18n.so.60'));
    await expect(chooseLauncher(binaries, paths())).rejects.toThrow(
      /the shared library libicui18n\.so\.60 is missing/,
    );
  });

  it('say that this Linux is not theirs when it lacks their loader', async () => {
    const binaries = copyPrograms();
    writeFileSync(binaries.postgres, '#!/lib/no-such-loader\n');
    await expect(chooseLauncher(binaries, paths())).rejects.toThrow(/need a Linux with glibc/);
  });

  it('say that they may not be executed', async () => {
    const binaries = copyPrograms();
    chmodSync(binaries.postgres, 0o644);
    await expect(chooseLauncher(binaries, paths())).rejects.toThrow(/may not execute/);
  });
});
