import type { Context } from '~/context.server';
import { type CopySnapshot, openCopySnapshot } from '~/db/copy-out.server';
import type { LetterRow } from '~/db/letters.server';
import {
  copyPublicRows,
  countCountedOnly,
  countExported,
  type ExportScope,
  listSampleRows,
  readStoredRows,
} from '~/db/signature-export.server';
import { maskEmailAddress } from '~/primitives/email-address';
import { zonedTimeOf } from '~/primitives/zoned-time';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import { maskWords } from '../signatures/view-table-row.server';
import {
  type Cell,
  type CopiedColumn,
  type ExportSource,
  type SignatureColumn,
  type SourceInput,
  sampleRows,
  signatureColumns,
} from './export';
import { scopeOf } from './export-scope';
import { readSignatureRows } from './signature-rows.server';

const typed: readonly SignatureColumn[] = ['name', 'affiliation', 'title', 'source'];
const times: readonly SignatureColumn[] = ['signed_at', 'confirmed_at', 'withdrawn_at'];

/**
 * The signatures of a letter as pieces of a file, oldest first, all of one moment, by which they are
 * counted as well. `public` and `letter` hold no address and no comment and nobody who did not choose
 * to be named there, or who signed an earlier text only; `public` is empty while the names are
 * hidden. Public rows in CSV go through as the database writes them.
 */
export async function openSignatures(
  ctx: Context,
  letter: LetterRow,
  input: SourceInput,
): Promise<ExportSource> {
  const { preset, format, timeZone, patience } = input;
  const snapshot = await openCopySnapshot(ctx.db, { timeZone, patience });
  try {
    const scope = scopeOf(letter, input);
    const rowCount = scope ? await countExported(snapshot, scope) : 0;
    const countedOnly =
      preset !== 'letter' ? null : scope ? await countCountedOnly(snapshot, scope) : 0;
    const columns = signatureColumns(preset);
    const progress = { rows: 0 };
    const unsealer = ctx.keyring.unsealer(rowCount);
    const copied = preset === 'public' && format === 'csv' && scope;
    const table = {
      title: 'Signatures',
      columns,
      timeZone,
      rows: scope
        ? readSignatureRows(readStoredRows(snapshot, scope), unsealer, columns, progress)
        : none(),
      apart:
        countedOnly === null
          ? []
          : [
              { name: 'people named in this file', count: rowCount },
              { name: 'more people, counted only', count: countedOnly },
            ],
    };
    return {
      rowCount,
      countedOnly,
      pieces: copied
        ? ctx.press.copiedCsv(columns.map(asCopied), copyPublicRows(snapshot, copied), progress)
        : ctx.press.table(format, table),
      progress,
      sample: async () => ({
        columns,
        rows: scope ? await readSample(ctx, snapshot, scope, columns) : [],
      }),
      close() {
        unsealer.end();
        snapshot.close();
      },
    };
  } catch (error) {
    snapshot.close();
    throw error;
  }
}

function asCopied(name: SignatureColumn): CopiedColumn {
  if (typed.includes(name)) return { name, kind: 'text' };
  return { name, kind: times.includes(name) ? 'time' : 'plain' };
}

async function* none(): AsyncGenerator<Cell[][]> {}

/** Words of public people as everybody may read them; of others what the table shows of them. */
async function readSample(
  ctx: Context,
  snapshot: CopySnapshot,
  scope: ExportScope,
  columns: SignatureColumn[],
): Promise<Cell[][]> {
  const time = (text: string | null): Cell => text && { time: zonedTimeOf(text) };
  const found = await listSampleRows(snapshot, scope, sampleRows);
  return found.map((row) => {
    const { id, sealed, name, affiliation, title } = row;
    const person = sealed ? unsealSignatory(ctx, { id, sealed }) : null;
    const shown = row.state === 'confirmed' && row.visibility === 'public';
    const words = person ? (shown ? person : maskWords(person)) : { name, affiliation, title };
    const cells: Record<SignatureColumn, Cell> = {
      number: row.number,
      name: words.name,
      email: person && maskEmailAddress(person.email),
      affiliation: words.affiliation,
      title: words.title,
      country: row.country,
      locale: row.locale,
      visibility: row.visibility,
      comment: person?.comment ? '•••' : null,
      state: row.state,
      letter_version: row.version,
      signed_at: time(row.signedAt),
      confirmed_at: time(row.confirmedAt),
      withdrawn_at: time(row.withdrawnAt),
      source: row.source,
    };
    return columns.map((column) => cells[column]);
  });
}
