import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Context } from '~/context.server';
import type { ErasureKind, StoredErasure } from '~/db/erasures.server';

const kinds: readonly string[] = ['signature', 'signature-contact', 'endorsement-contact'];

/** By which a row is found again by whoever knows the key and the row's id, and by nobody else. */
export function subjectIndex(ctx: Context, id: string): Buffer {
  return ctx.keyring.blindIndex('erasure', id);
}

/** Where erasures are kept outside the database: one line of JSON each. */
export function ledgerFile(ctx: Context): string {
  return join(ctx.config.dataDir, 'erasures.jsonl');
}

/**
 * SHA-256 over what is known of an erasure. It names the entry, because ids begin again after a
 * restore, and shows a damaged line.
 */
export function erasureHash(erasure: StoredErasure): string {
  const subject = erasure.subjectIndex.toString('hex');
  return createHash('sha256')
    .update(JSON.stringify([subject, erasure.kind, erasure.at]))
    .digest('hex');
}

/** The line of the ledger, without its end. */
export function toErasureLine(erasure: StoredErasure): string {
  const { kind, at, subjectIndex: subject } = erasure;
  return JSON.stringify({ subject: subject.toString('hex'), kind, at, hash: erasureHash(erasure) });
}

/** The erasure of a line, or null for one that is torn, damaged or something else. */
export function parseErasureLine(line: string): StoredErasure | null {
  try {
    const { subject, kind, at, hash } = JSON.parse(line) as Record<string, unknown>;
    if (typeof subject !== 'string' || typeof kind !== 'string' || typeof at !== 'string')
      return null;
    if (!kinds.includes(kind)) return null;
    const erasure = { subjectIndex: Buffer.from(subject, 'hex'), kind: kind as ErasureKind, at };
    return erasureHash(erasure) === hash ? erasure : null;
  } catch {
    return null;
  }
}
