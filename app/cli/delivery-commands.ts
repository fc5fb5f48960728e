import type { Command } from 'commander';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { readDelivery } from '~/domain/deliveries/read-delivery.server';
import { readPrintPack } from '~/domain/deliveries/read-print-pack.server';
import { resendDelivery } from '~/domain/deliveries/resend-delivery.server';
import { describeRefusal } from './describe-refusal';
import { CommandRefusal, print, printJson, say, unknownLetter, withContext } from './with-context';
import { writeOutput } from './write-output';

export function addDeliveryCommands(program: Command): void {
  const delivery = program.command('delivery').description('what became of deliveries');
  delivery
    .command('list <slug>')
    .description('the ledger of a letter')
    .option('--json', 'as JSON')
    .action(listLedger);
  delivery
    .command('show <id>')
    .description('one delivery with its attempts, answers and hashes')
    .option('--json', 'as JSON')
    .action(showDelivery);
  delivery
    .command('resend <id>')
    .description('send an unknown or failed delivery again, with the same Message-ID')
    .requiredOption('--confirm <addressee>')
    .option(
      '--copy <number>',
      'to a copy, as `delivery show` numbers them, instead of the addressee',
    )
    .action(resend);
  delivery
    .command('print-pack <id>')
    .description('everything for handing it over: cover sheet, letter, annex, envelope, hashes')
    .option('--out <file>')
    .action(printPack);
}

async function listLedger(slug: string, options: { json?: boolean }): Promise<void> {
  await withContext(async (ctx) => {
    const ledger = await listDeliveries(ctx, { slug });
    if (!ledger.ok) throw unknownLetter(slug);
    if (options.json) return printJson(ledger.deliveries);
    for (const { id, target, state, frozenAt } of ledger.deliveries) {
      print(`${id}\t${target}\t${state}\t${frozenAt}`);
    }
  });
}

async function showDelivery(id: string, options: { json?: boolean }): Promise<void> {
  await withContext(async (ctx) => {
    const found = await readDelivery(ctx, { id });
    if (!found.ok) throw new CommandRefusal('There is no such delivery.');
    const { text: _text, ...delivery } = found.delivery;
    if (options.json) return printJson(delivery);
    print(`${delivery.state}, ${delivery.attempts} attempts, ${delivery.messageId}`);
    for (const { at, state, channel, evidence } of delivery.events) {
      print(`${at}\t${state}\t${channel}\t${evidence ?? ''}`);
    }
  });
}

async function printPack(id: string, options: { out?: string }): Promise<void> {
  await withContext(async (ctx) => {
    const found = await readPrintPack(ctx, { id });
    if (!found.ok) throw new CommandRefusal('There is no such delivery.');
    await writeOutput(found.bytes, options.out);
  });
}

async function resend(id: string, options: { confirm: string; copy?: string }): Promise<void> {
  await withContext(async (ctx) => {
    const actor = { kind: 'operator' } as const;
    const place = options.copy === undefined ? 0 : Number(options.copy);
    const sent = await resendDelivery(ctx, { id, actor, confirm: options.confirm, place });
    if (!sent.ok) throw new CommandRefusal(describeRefusal(sent.reason));
    say('Queued again with the same Message-ID; the running worker sends it.');
    print(id);
  });
}
