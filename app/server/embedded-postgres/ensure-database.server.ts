import { DatabaseError } from 'pg';
import { StartRefusal } from '~/primitives/start-refusal';
import { askDataDirectory } from './ask-data-directory.server';
import { formatConnectionString } from './format-connection-string.server';
import { queryOnce } from './query-once.server';

const diskFull = '53100';

export type ServerPlace = { passwordFile: string; cluster: string; port: number };

/** `ready` when the server on this port serves this folder and holds the database, which is created if need be. */
export async function ensureDatabase(place: ServerPlace): Promise<'ready' | 'denied' | 'not-yet'> {
  const { passwordFile, cluster, port } = place;
  const answer = await askDataDirectory(formatConnectionString(passwordFile, port));
  if (answer.state === 'denied') return 'denied';
  if (answer.state === 'answered') return answer.folder === cluster ? 'ready' : 'not-yet';
  if (answer.state === 'silent') return 'not-yet';
  const maintenance = formatConnectionString(passwordFile, port, 'postgres');
  const owner = await askDataDirectory(maintenance);
  if (owner.state !== 'answered' || owner.folder !== cluster) return 'not-yet';
  try {
    await queryOnce(maintenance, 'create database undersigned');
    return 'ready';
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== diskFull) throw error;
    throw new StartRefusal(
      'The disk is full: PostgreSQL has no space left to create its database.',
    );
  }
}
