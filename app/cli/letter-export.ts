import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import {
  type EndorsementPreset,
  type ExportFormat,
  endorsementPresets,
  exportFormats,
  type SignaturePreset,
  signaturePresets,
} from '~/domain/exports/export';
import { streamExport } from '~/domain/exports/start-export.server';
import { CommandRefusal, say, unknownLetter, withContext } from './with-context';
import { writeOutput } from './write-output';

type ExportOptions = {
  what: 'signatures' | 'endorsements';
  preset: SignaturePreset;
  format: ExportFormat;
  timeZone: string;
  encryptTo?: string;
  out?: string;
  manifest?: string;
};

export function addLetterExportCommand(letter: Command): void {
  letter
    .command('export <slug>')
    .description(
      'signatures or endorsements as a file; written to the audit log, and owners get a mail about preset full',
    )
    .addOption(
      new Option('--what <what>').choices(['signatures', 'endorsements']).makeOptionMandatory(),
    )
    .addOption(new Option('--preset <preset>').choices(signaturePresets).makeOptionMandatory())
    .addOption(new Option('--format <format>').choices(exportFormats).default('csv'))
    .option('--time-zone <zone>', 'whose clocks the times are on, e.g. Asia/Seoul', 'UTC')
    .option('--encrypt-to <recipient>', 'encrypt the file with age to this public key (age1…)')
    .option('--out <file>')
    .option(
      '--manifest <file>',
      'rows, bytes and SHA-256 of what was written, for sha256sum --check',
    )
    .action(exportLetter);
}

async function exportLetter(slug: string, options: ExportOptions): Promise<void> {
  await withContext(async (ctx) => {
    const { what, format, timeZone, encryptTo, out, manifest } = options;
    const preset = what === 'signatures' ? options.preset : asEndorsementPreset(options.preset);
    const made = await streamExport(ctx, {
      ...{ slug, what, preset, format, timeZone },
      recipient: encryptTo ?? null,
      actor: { kind: 'operator' },
    });
    if (!made.ok) throw explain(made.reason, slug, options);
    await writeOutput(made.rows, out);
    if (manifest !== undefined) await writeFile(manifest, made.manifest(out), { mode: 0o600 });
    say(`${made.rowCount} rows.`);
    if (made.countedOnly !== null) say(`${made.countedOnly} more people are counted only.`);
  });
}

type Reason = Extract<Awaited<ReturnType<typeof streamExport>>, { ok: false }>['reason'];

function explain(reason: Reason, slug: string, options: ExportOptions): Error {
  if (reason === 'not-found') return unknownLetter(slug);
  if (reason === 'zone-unknown') {
    return new CommandRefusal(`There is no time zone ${options.timeZone}; see Asia/Seoul, UTC.`, 2);
  }
  if (reason === 'recipient-unknown') {
    return new CommandRefusal('--encrypt-to takes a public key of age: age1…', 2);
  }
  return new CommandRefusal(`The export was refused (${reason}).`);
}

function asEndorsementPreset(preset: SignaturePreset): EndorsementPreset {
  const known = endorsementPresets.find((name) => name === preset);
  if (known) return known;
  throw new CommandRefusal(`Endorsements have the presets ${endorsementPresets.join(', ')}.`);
}
