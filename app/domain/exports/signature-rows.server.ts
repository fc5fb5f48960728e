import type { CopiedRow, CopiedRows } from '~/db/read-copied-rows';
import type { Unsealer } from '~/primitives/unsealer.server';
import { zonedTimeOf } from '~/primitives/zoned-time';
import { unsealSignatories } from '../signatures/sealed-signatory.server';
import type { SealedSignatory } from '../signatures/signature';
import type { Cell, Progress, SignatureColumn } from './export';

/** How many portions are unsealed ahead of the one that is written, so that nobody waits in turns. */
const ahead = 3;

type Person = Pick<SealedSignatory, 'name' | 'affiliation' | 'title'> &
  Partial<Pick<SealedSignatory, 'email' | 'comment'>>;

/**
 * Copied signatures as the cells of these columns, in their order, and counted when they are taken.
 * While some are written the next ones are unsealed, but never more than a few hundred kilobytes of
 * them. Throws when one cannot be unsealed.
 */
export async function* readSignatureRows(
  copied: AsyncIterable<CopiedRows>,
  unsealer: Unsealer,
  columns: readonly SignatureColumn[],
  progress: Progress,
): AsyncGenerator<Cell[][]> {
  const waiting: { rows: CopiedRow[]; people: Promise<(SealedSignatory | null)[]> }[] = [];
  async function next(): Promise<Cell[][]> {
    const { rows, people } = waiting.shift() as (typeof waiting)[number];
    const known = await people;
    progress.rows += rows.length;
    return rows.map((row, index) => {
      const cells = toCells(row, known[index] ?? null);
      return columns.map((column) => cells[column]);
    });
  }
  try {
    for await (const some of copied) {
      const people = unsealSignatories(unsealer, some);
      // A fault is told to whoever awaits these rows, which may be never.
      people.catch(() => {});
      waiting.push({ rows: some.rows, people });
      if (waiting.length > ahead) yield await next();
    }
    while (waiting.length > 0) yield await next();
  } finally {
    unsealer.end();
  }
}

function toCells(row: CopiedRow, unsealed: SealedSignatory | null): Record<SignatureColumn, Cell> {
  const [, number, , name, affiliation, title, country, locale, visibility, ...more] = row;
  const [state, version, signedAt, confirmedAt, withdrawnAt, source] = more;
  const person: Person = unsealed ?? {
    name: name ?? '',
    affiliation: affiliation ?? null,
    title: title ?? null,
  };
  return {
    number: Number(number),
    name: person.name,
    email: person.email ?? null,
    affiliation: person.affiliation,
    title: person.title,
    country: country ?? null,
    locale: locale ?? null,
    visibility: visibility ?? null,
    comment: person.comment ?? null,
    state: state ?? null,
    letter_version: Number(version),
    signed_at: timeOf(signedAt),
    confirmed_at: timeOf(confirmedAt),
    withdrawn_at: timeOf(withdrawnAt),
    source: source ?? null,
  };
}

function timeOf(field: string | null | undefined): Cell {
  return field ? { time: zonedTimeOf(field) } : null;
}
