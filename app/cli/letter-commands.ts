import { type Command, Option } from 'commander';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { listDeskLetters } from '~/domain/letters/list-desk-letters.server';
import { readDeskLetter } from '~/domain/letters/read-desk-letter.server';
import { renderPublicLetter } from '~/domain/letters/render-public-letter.server';
import { type Locale, locales } from '~/i18n/locale';
import { addLetterDeliverCommand } from './letter-deliver';
import { addLetterExportCommand } from './letter-export';
import { CommandRefusal, print, printJson, unknownLetter, withContext } from './with-context';
import { writeOutput } from './write-output';

export function addLetterCommands(program: Command): void {
  const letter = program.command('letter').description('letters and what is made of them');
  letter
    .command('list')
    .description('letters with their states and counts')
    .option('--json', 'as JSON')
    .action(listLetters);
  letter
    .command('status <slug>')
    .description('one letter: state, counts, delivery targets')
    .option('--json', 'as JSON')
    .action(showStatus);
  letter
    .command('pdf <slug>')
    .description('the letter with its annex of public signatories')
    .addOption(new Option('--locale <locale>').choices(locales))
    .option('--out <file>')
    .action(printPdf);
  addLetterExportCommand(letter);
  addLetterDeliverCommand(letter);
}

async function listLetters(options: { json?: boolean }): Promise<void> {
  await withContext(async (ctx) => {
    const letters = await listDeskLetters(ctx);
    if (options.json) return printJson(letters);
    for (const { slug, state, counts } of letters) {
      print(`${slug}\t${state}\t${counts.confirmed} confirmed\t${counts.pending} pending`);
    }
  });
}

async function showStatus(slug: string, options: { json?: boolean }): Promise<void> {
  await withContext(async (ctx) => {
    const found = await readDeskLetter(ctx, { slug });
    const ledger = await listDeliveries(ctx, { slug });
    if (!found.ok || !ledger.ok) throw unknownLetter(slug);
    const { letter, counts } = found;
    const status = {
      slug: letter.slug,
      state: letter.state,
      masterLocale: letter.masterLocale,
      locales: letter.locales,
      version: letter.version.number,
      versionHash: letter.version.hash,
      signatures: letter.counts.signatures,
      signaturesOfEarlierVersions: letter.counts.earlier,
      endorsements: letter.counts.endorsements,
      countries: letter.counts.countries,
      goal: letter.goal,
      counts,
      targets: ledger.targets,
      deliveries: ledger.deliveries.map(({ id, target, state }) => ({ id, target, state })),
    };
    if (options.json) return printJson(status);
    print(`${status.slug}: ${status.state}, version ${status.version}`);
    print(`${status.signatures} people, ${status.endorsements} organisations`);
    if (letter.counts.earlier > 0) {
      print(`${letter.counts.earlier} more people signed an earlier version only`);
    }
    for (const target of status.targets) print(`target ${target.name} (${target.channel})`);
  });
}

async function printPdf(slug: string, options: { locale?: Locale; out?: string }): Promise<void> {
  await withContext(async (ctx) => {
    const found = await readDeskLetter(ctx, { slug });
    if (!found.ok) throw unknownLetter(slug);
    const { state, readableIn, masterLocale } = found.letter;
    if (state === 'draft')
      throw new CommandRefusal(`${slug} is a draft: it has no public document.`);
    const locale = options.locale ?? masterLocale;
    if (!readableIn.includes(locale)) {
      throw new CommandRefusal(
        `${slug} cannot be read in ${locale}, only in: ${readableIn.join(', ')}`,
      );
    }
    const rendered = await renderPublicLetter(ctx, { slug, locale });
    if (!rendered.ok) throw unknownLetter(slug);
    await writeOutput(rendered.pdf, options.out);
  });
}
