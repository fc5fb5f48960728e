import type { Context } from '~/context.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { streamExport } from '../exports/start-export.server';
import type { Actor } from '../organisers/organiser';
import { signatoriesFile } from './archive-names';
import { findLetter } from './find-letter.server';
import type { BundledFile } from './press';

/**
 * An archive of what the public may see of a letter, as a ZIP in pieces: the pages that are handed in,
 * the public signatories as CSV, and the SHA-256 of each file. It holds nobody who is not public at
 * this moment. That it was made, and the export of the names, are on record before its first byte.
 * A draft, which nobody may see, is `not-found`.
 */
export async function packArchive(
  ctx: Context,
  input: { slug: string; pages: { name: string; content: Buffer }[]; actor: Actor },
): Promise<Result<{ pieces: AsyncIterable<Uint8Array>; close(): Promise<void> }, 'not-found'>> {
  const { slug, pages, actor } = input;
  const found = await findLetter(ctx, { slug });
  if (!found.ok) return found;
  const { id: letterId, version, counts } = found.letter;
  const exported = await streamExport(ctx, {
    slug,
    what: 'signatures',
    preset: 'public',
    format: 'csv',
    actor,
  });
  if (!exported.ok) throw new Error(`an archive without its names: ${exported.reason}`);
  await recordAudit(ctx.db, {
    actor,
    action: 'letter.archived',
    letterId,
    object: { kind: 'letter', id: letterId },
    details: { version: version.number, signatures: counts.signatures, files: pages.length },
  });
  async function* files(): AsyncGenerator<BundledFile> {
    yield* pages;
    yield { name: signatoriesFile, content: exported.ok ? exported.rows : Buffer.alloc(0) };
  }
  return { ok: true, pieces: ctx.press.bundle(files()), close: exported.close };
}
