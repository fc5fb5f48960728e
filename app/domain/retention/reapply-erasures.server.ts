import type { Context } from '~/context.server';
import { listSubjects } from '~/db/erased-contacts.server';
import {
  type ErasureKind,
  insertMissingErasures,
  listErasures,
  type StoredErasure,
} from '~/db/erasures.server';
import { readLines } from '~/primitives/durable-lines.server';
import { eraseReturned, type Returned } from './erase-returned.server';
import { erasureHash, ledgerFile, parseErasureLine, subjectIndex } from './erasure-entry.server';

export type ReappliedErasures = {
  /** Erasures in the ledger outside, with repetitions. */
  entries: number;
  /** Lines that are torn or damaged. */
  unreadable: number;
  /** Erasures that the database did not know. */
  recorded: number;
  /** Rows that were there again and are not any more. */
  erased: Record<ErasureKind, number>;
};

const idPage = 10_000;
const batch = 500;
const noId = '00000000-0000-0000-0000-000000000000';

/** The newest moment of each kind, by subject in hex. */
type Ledger = Map<string, Partial<Record<ErasureKind, string>>>;

/**
 * Does every erasure of the ledger again whose subject is there, as after the restore of an older
 * dump: those of `file` (by default the ledger under DATA_DIR) and those of the database itself.
 * Subjects are found by the keyed hash of each row's id. Goes in batches, each one transaction,
 * and changes nothing the second time.
 */
export async function reapplyErasures(
  ctx: Context,
  input: { file?: string } = {},
): Promise<ReappliedErasures> {
  const ledger: Ledger = new Map();
  const unknown = new Map<string, StoredErasure>();
  let entries = 0;
  let unreadable = 0;
  for await (const line of readLines(input.file ?? ledgerFile(ctx))) {
    const erasure = parseErasureLine(line);
    if (!erasure) {
      unreadable += 1;
      continue;
    }
    entries += 1;
    note(ledger, erasure);
    unknown.set(erasureHash(erasure), erasure);
  }
  for await (const erasure of readOwnLedger(ctx)) {
    note(ledger, erasure);
    unknown.delete(erasureHash(erasure));
  }

  const erased = { signature: 0, 'signature-contact': 0, 'endorsement-contact': 0 };
  if (ledger.size > 0) {
    for (const table of ['signatures', 'endorsements'] as const) {
      for await (const returned of findReturned(ctx, ledger, table)) {
        const counts = await eraseReturned(ctx, returned);
        for (const kind of Object.keys(erased) as ErasureKind[]) erased[kind] += counts[kind];
      }
    }
  }
  let recorded = 0;
  const missing = [...unknown.values()];
  for (let begin = 0; begin < missing.length; begin += batch) {
    const part = missing.slice(begin, begin + batch);
    recorded += await ctx.db.transaction().execute((trx) => insertMissingErasures(trx, part));
  }
  return { entries, unreadable, recorded, erased };
}

function note(ledger: Ledger, erasure: StoredErasure): void {
  const subject = erasure.subjectIndex.toString('hex');
  const moments = ledger.get(subject) ?? {};
  const known = moments[erasure.kind];
  if (!known || known < erasure.at) moments[erasure.kind] = erasure.at;
  ledger.set(subject, moments);
}

async function* readOwnLedger(ctx: Context): AsyncGenerator<StoredErasure> {
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof listErasures>> = await listErasures(ctx.db, {
      after,
      limit: idPage,
    });
    yield* page.erasures;
    after = page.last;
  }
}

async function* findReturned(
  ctx: Context,
  ledger: Ledger,
  table: 'signatures' | 'endorsements',
): AsyncGenerator<Returned[]> {
  for (let after: string | undefined = noId; after !== undefined; ) {
    const subjects: Awaited<ReturnType<typeof listSubjects>> = await listSubjects(ctx.db, table, {
      after,
      limit: idPage,
    });
    const returned = subjects.flatMap(({ id, erased }) => {
      const moments = ledger.get(subjectIndex(ctx, id).toString('hex'));
      return moments && (moments.signature || !erased) ? [{ id, moments }] : [];
    });
    for (let begin = 0; begin < returned.length; begin += batch) {
      yield returned.slice(begin, begin + batch);
    }
    after = subjects.at(-1)?.id;
  }
}
