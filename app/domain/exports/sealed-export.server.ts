import type { Context } from '~/context.server';
import type { ExportRow } from '~/db/exports.server';
import type { ExportChoice, ExportFormat, ExportView, ExportWhat, SignaturePreset } from './export';

/** What may name people or their words: the view of the table, and why it was asked for. */
type Sealed = { view: ExportView | null; reason: string | null; recipient: string | null };

export function sealChoice(ctx: Context, id: string, choice: Sealed): Buffer {
  const { view, reason, recipient } = choice;
  return ctx.keyring.seal({ view, reason, recipient } satisfies Sealed, `export:${id}`);
}

/** What was asked for, out of its row. */
export function choiceOf(ctx: Context, row: ExportRow): ExportChoice {
  return {
    what: row.what as ExportWhat,
    preset: row.preset as SignaturePreset,
    format: row.format as ExportFormat,
    timeZone: row.time_zone,
    ...ctx.keyring.unseal<Sealed>(row.sealed, `export:${row.id}`),
  };
}

export function sealFileKey(ctx: Context, id: string, key: Buffer): Buffer {
  return ctx.keyring.sealBytes(key, `export-file:${id}`);
}

export function unsealFileKey(ctx: Context, id: string, sealed: Buffer): Buffer {
  return ctx.keyring.unsealBytes(sealed, `export-file:${id}`);
}
