import { type Migration, type MigrationInfo, Migrator } from 'kysely';
import * as foundation from '../../migrations/0001_foundation';
import * as signingProtection from '../../migrations/0002_signing-protection';
import * as endorsementProof from '../../migrations/0003_endorsement-proof';
import * as endorsementInvitations from '../../migrations/0004_endorsement-invitations';
import * as endorsementChanges from '../../migrations/0005_endorsement-changes';
import * as shareLinks from '../../migrations/0006_share-links';
import * as endorsementChecks from '../../migrations/0007_endorsement-checks';
import * as letterRoles from '../../migrations/0008_letter-roles';
import * as textDrafts from '../../migrations/0009_text-drafts';
import * as secondFactors from '../../migrations/0010_second-factors';
import * as letterVersions from '../../migrations/0011_letter-versions';
import * as letterSetup from '../../migrations/0012_letter-setup';
import * as signatureFigures from '../../migrations/0013_signature-figures';
import * as signatureTable from '../../migrations/0014_signature-table';
import * as reportsAndPaper from '../../migrations/0015_reports-and-paper';
import * as updates from '../../migrations/0016_updates';
import * as access from '../../migrations/0017_access';
import * as draftSources from '../../migrations/0018_draft-sources';
import * as separateAnnex from '../../migrations/0019_separate-annex';
import * as dossier from '../../migrations/0020_dossier';
import * as ledgerAndReplies from '../../migrations/0021_ledger-and-replies';
import * as exports from '../../migrations/0022_exports';
import * as preparations from '../../migrations/0023_preparations';
import * as letterNumbers from '../../migrations/0024_letter-numbers';
import type { Database } from './client.server';

/** Named one by one, so that a bundle and a test runner load the same; a test holds the list whole. */
export const migrations: Record<string, Migration> = {
  '0001_foundation': foundation,
  '0002_signing-protection': signingProtection,
  '0003_endorsement-proof': endorsementProof,
  '0004_endorsement-invitations': endorsementInvitations,
  '0005_endorsement-changes': endorsementChanges,
  '0006_share-links': shareLinks,
  '0007_endorsement-checks': endorsementChecks,
  '0008_letter-roles': letterRoles,
  '0009_text-drafts': textDrafts,
  '0010_second-factors': secondFactors,
  '0011_letter-versions': letterVersions,
  '0012_letter-setup': letterSetup,
  '0013_signature-figures': signatureFigures,
  '0014_signature-table': signatureTable,
  '0015_reports-and-paper': reportsAndPaper,
  '0016_updates': updates,
  '0017_access': access,
  '0018_draft-sources': draftSources,
  '0019_separate-annex': separateAnnex,
  '0020_dossier': dossier,
  '0021_ledger-and-replies': ledgerAndReplies,
  '0022_exports': exports,
  '0023_preparations': preparations,
  '0024_letter-numbers': letterNumbers,
};

function createMigrator(db: Database): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}

/** Brings the schema up to date and returns the names of the migrations it ran; throws on failure. */
export async function migrateToLatest(db: Database): Promise<string[]> {
  const { error, results } = await createMigrator(db).migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

/** Every migration with the time it ran; `executedAt` is undefined for a pending one. */
export async function listMigrations(db: Database): Promise<readonly MigrationInfo[]> {
  return createMigrator(db).getMigrations();
}
