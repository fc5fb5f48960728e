import { type Command, Option } from 'commander';
import {
  type EndorsementPreset,
  type ExportFormat,
  endorsementPresets,
  exportFormats,
  type SignaturePreset,
  signaturePresets,
} from '~/domain/exports/export';
import { exportEndorsements } from '~/domain/exports/export-endorsements.server';
import { exportSignatures } from '~/domain/exports/export-signatures.server';
import { CommandRefusal, say, unknownLetter, withContext } from './with-context';
import { writeOutput } from './write-output';

type ExportOptions = {
  what: 'signatures' | 'endorsements';
  preset: SignaturePreset;
  format: ExportFormat;
  out?: string;
};

export function addLetterExportCommand(letter: Command): void {
  letter
    .command('export <slug>')
    .description('signatures or endorsements as a file; written to the audit log')
    .addOption(
      new Option('--what <what>').choices(['signatures', 'endorsements']).makeOptionMandatory(),
    )
    .addOption(new Option('--preset <preset>').choices(signaturePresets).makeOptionMandatory())
    .addOption(new Option('--format <format>').choices(exportFormats).default('csv'))
    .option('--out <file>')
    .action(exportLetter);
}

async function exportLetter(slug: string, options: ExportOptions): Promise<void> {
  await withContext(async (ctx) => {
    const actor = { kind: 'operator' } as const;
    const { preset, format } = options;
    const made =
      options.what === 'signatures'
        ? await exportSignatures(ctx, { slug, preset, format, actor })
        : await exportEndorsements(ctx, {
            slug,
            preset: asEndorsementPreset(preset),
            format,
            actor,
          });
    if (!made.ok) throw unknownLetter(slug);
    await writeOutput(made.rows, options.out);
    say(`${made.rowCount} rows.`);
    if (made.countedOnly !== null) say(`${made.countedOnly} more people are counted only.`);
  });
}

function asEndorsementPreset(preset: SignaturePreset): EndorsementPreset {
  const known = endorsementPresets.find((name) => name === preset);
  if (known) return known;
  throw new CommandRefusal(`Endorsements have the presets ${endorsementPresets.join(', ')}.`);
}
