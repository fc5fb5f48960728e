import type { Command } from 'commander';
import type { Context } from '~/context.server';
import { draftDelivery } from '~/domain/deliveries/draft-delivery.server';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { describeRefusal } from './describe-refusal';
import { CommandRefusal, print, say, withContext } from './with-context';
import { writeOutput } from './write-output';

type DeliverOptions = {
  to: string;
  dryRun?: boolean;
  addendum?: boolean;
  confirm?: string;
  out?: string;
};

export function addLetterDeliverCommand(letter: Command): void {
  letter
    .command('deliver <slug>')
    .description('send the letter to a target, or show what would be sent')
    .requiredOption('--to <target>', 'a target that `letter status` lists')
    .option('--dry-run', 'write the mail as .eml and send nothing')
    .option('--confirm <addressee>', "the addressee's name, as `letter status` gives it")
    .option('--addendum', 'what has changed since the last copy, instead of the letter')
    .option('--out <file>')
    .action(deliverLetter);
}

async function deliverLetter(slug: string, options: DeliverOptions, command: Command) {
  if (!options.dryRun && options.confirm === undefined) {
    command.error('error: give --dry-run, or --confirm with the addressee’s name');
  }
  await withContext((ctx) =>
    options.dryRun ? showMail(ctx, slug, options) : sendMail(ctx, slug, options),
  );
}

async function showMail(ctx: Context, slug: string, options: DeliverOptions): Promise<void> {
  const { to: target, addendum } = options;
  const drafted = await draftDelivery(ctx, { slug, target, addendum });
  if (!drafted.ok) throw new CommandRefusal(describeRefusal(drafted.reason));
  if (drafted.draft.target.channel !== 'email')
    throw new CommandRefusal(describeRefusal('not-email'));
  await writeOutput(drafted.draft.message, options.out);
  say(`Nothing was sent. PDF sha256 ${drafted.draft.hashes.pdf}`);
}

async function sendMail(ctx: Context, slug: string, options: DeliverOptions): Promise<void> {
  const actor = { kind: 'operator' } as const;
  const ledger = await listDeliveries(ctx, { slug });
  const place = ledger.ok && ledger.targets.find(({ name }) => name === options.to);
  if (place && place.channel !== 'email') throw new CommandRefusal(describeRefusal('not-email'));
  const { to: target, addendum } = options;
  const prepared = await prepareDelivery(ctx, { slug, target, addendum, actor });
  if (!prepared.ok) throw new CommandRefusal(describeRefusal(prepared.reason));
  const id = prepared.deliveryId;
  const sent = await sendDelivery(ctx, { id, slug, actor, confirm: options.confirm ?? '' });
  if (!sent.ok) throw new CommandRefusal(describeRefusal(sent.reason));
  say('Queued; the running worker sends it. See: undersigned delivery show <id> --json');
  print(id);
}
