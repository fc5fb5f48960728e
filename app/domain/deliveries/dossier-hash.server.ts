import { createHash } from 'node:crypto';

/**
 * One hash for everything that a dossier is: snapshot, PDF and mail (hex SHA-256). Tests and approvals
 * are given to it, so that any change voids them.
 */
export function dossierHashOf(row: {
  snapshot_hash: string;
  pdf_hash: string;
  message_hash: string;
}): string {
  const parts = [row.snapshot_hash, row.pdf_hash, row.message_hash];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
