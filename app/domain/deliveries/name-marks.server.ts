import type { Context } from '~/context.server';
import { countNamesGone, listNamesSealedAnew } from '~/db/letter-signatories.server';
import { mapInTurns } from '../letters/in-turns.server';
import type { TakenSnapshot } from '../letters/take-snapshot.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';

const idBytes = 16;
const sealBytes = 16;
const nameBytes = 8;
const size = idBytes + sealBytes + nameBytes;
const unknownSeal = Buffer.alloc(sealBytes);

/**
 * What is kept of each name of a copy, to compare it later without opening all of them: whose it is, a
 * hash of the sealed words it came from (`seals`, by id; without one it is always looked at), and a
 * keyed hash of the name.
 */
export async function markNames(
  ctx: Context,
  { snapshot, signatureIds }: TakenSnapshot,
  seals: ReadonlyMap<string, Buffer>,
): Promise<Buffer> {
  const marks = await mapInTurns([...signatureIds.entries()], ([place, id]) =>
    Buffer.concat([
      Buffer.from(id.replaceAll('-', ''), 'hex'),
      seals.get(id) ?? unknownSeal,
      markOf(ctx, snapshot.signatories[place]?.name ?? ''),
    ]),
  );
  return Buffer.concat(marks);
}

/** How many names a copy has. */
export function countMarks(marks: Buffer): number {
  return marks.length / size;
}

/** How many of them have withdrawn, been erased or hidden their name by now. */
export async function countMarksGone(
  ctx: Context,
  letterId: string,
  marks: Buffer,
): Promise<number> {
  return marks.length > 0 ? countNamesGone(ctx.db, { letterId, marks, size }) : 0;
}

/**
 * How many of them the people behind them do not give to the addressee like this, by what is stored
 * now; only the number leaves this function.
 */
export async function countPrivateNames(
  ctx: Context,
  letterId: string,
  marks: Buffer,
): Promise<number> {
  if (marks.length === 0) return 0;
  const doubtful = await listNamesSealedAnew(ctx.db, { letterId, marks, size });
  const wrong = await mapInTurns(doubtful, ({ place, id, sealed }) => {
    if (!sealed) return true;
    const from = place * size + idBytes + sealBytes;
    const { name } = unsealSignatory(ctx, { id, sealed });
    return !markOf(ctx, name).equals(marks.subarray(from, from + nameBytes));
  });
  return wrong.filter(Boolean).length;
}

function markOf(ctx: Context, name: string): Buffer {
  return ctx.keyring.blindIndex('frozen-name', name).subarray(0, nameBytes);
}
