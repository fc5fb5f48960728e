import { randomInt } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import { loadInventedSignatures } from '~/domain/signatures/load-invented-signatures.server';
import { CommandRefusal, say, unknownLetter, withContext } from './with-context';

export function addLoadCommand(program: Command): void {
  program
    .command('load <slug>')
    .description('add invented confirmed signatures, for trials; refuses in production')
    .requiredOption('--signatures <number>', 'how many', wholeNumber)
    .action(async (slug: string, options: { signatures: number }) =>
      withContext(async (ctx) => {
        // Each run invents other people, so that a second one adds as many again.
        const seed = randomInt(2, 2 ** 31);
        const loaded = await loadInventedSignatures(ctx, { slug, count: options.signatures, seed });
        if (loaded.ok) return say(`Added ${options.signatures} invented signatures.`);
        if (loaded.reason === 'not-found') throw unknownLetter(slug);
        throw new CommandRefusal('Invented signatures are refused in production.');
      }),
    );
}

function wholeNumber(text: string): number {
  if (!/^\d{1,8}$/.test(text)) throw new InvalidArgumentError('give a whole number');
  return Number(text);
}
