import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import { type PublicNamesMark, readPublicNamesMark } from '~/db/public-signatories.server';
import type { Locale } from '~/i18n/locale';
import { minutes, seconds } from '~/primitives/duration';
import { listPublicEndorsements } from '../endorsements/list-public-endorsements.server';
import type { LetterView } from './letter-view';
import { takeSnapshot } from './take-snapshot.server';

type Print = { frame: string; names: PublicNamesMark; pdf: Buffer; madeAt: number };

/** The last print of each letter and language, the oldest first. */
const prints = new Map<string, Print>();
const printing = new Map<string, Promise<Print>>();
const kept = 12;
/** Whoever asks first waits so long, in case the print is soon there. */
const waitAtMost = seconds(3);
/** A print that lacks only newer names is made anew at most so often. */
const renewAfter = minutes(10);

/**
 * The public PDF of a letter with very many names: printed in a process of its own, once for a state of
 * the letter, and kept in memory. While signatures come in, a print of some minutes ago may be given,
 * which says as at when it is; never one with a name that is no longer public or is written otherwise,
 * nor one with another text or other organisations. Null while the print is being made.
 */
export async function printPublicLetter(
  ctx: Context,
  letter: LetterView,
  locale: Locale,
): Promise<Buffer | null> {
  const place = `${letter.id}:${locale}`;
  const print = prints.get(place);
  if (print && (await isTrue(ctx, letter, locale, print))) {
    const { names } = await readPublicNamesMark(ctx.db, textOf(letter));
    const aged = ctx.clock.now().getTime() - print.madeAt > renewAfter;
    if (aged && names !== print.names.names) void beginPrint(ctx, letter, locale);
    return print.pdf;
  }
  prints.delete(place);
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitAtMost);
  });
  const made = await Promise.race([beginPrint(ctx, letter, locale), enough]);
  clearTimeout(timer);
  return made && (await isTrue(ctx, letter, locale, made)) ? made.pdf : null;
}

async function isTrue(ctx: Context, letter: LetterView, locale: Locale, print: Print) {
  if ((await frameOf(ctx, letter, locale)) !== print.frame) return false;
  const now = await readPublicNamesMark(ctx.db, textOf(letter), print.names.upTo);
  return now.mark === print.names.mark;
}

function textOf(letter: LetterView) {
  return { letterId: letter.id, meaning: letter.version.meaning };
}

/** Everything on the print but the names and the numbers. */
async function frameOf(ctx: Context, letter: LetterView, locale: Locale): Promise<string> {
  const endorsements = await listPublicEndorsements(ctx, letter.id, locale);
  const { version, texts, namesHidden, demonstration, timeZone, paper } = letter;
  const parts = [version, texts[locale], namesHidden, demonstration, timeZone, paper, endorsements];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function beginPrint(ctx: Context, letter: LetterView, locale: Locale): Promise<Print> {
  const place = `${letter.id}:${locale}`;
  const begun = printing.get(place);
  if (begun) return begun;
  const making = makePrint(ctx, letter, locale).finally(() => printing.delete(place));
  printing.set(place, making);
  making.then(
    (print) => {
      prints.delete(place);
      prints.set(place, print);
      for (const oldest of prints.keys()) {
        if (prints.size > kept) prints.delete(oldest);
      }
    },
    (error: Error) => ctx.log.error({ event: 'print-failed', letter: letter.slug }, error.message),
  );
  return making;
}

async function makePrint(ctx: Context, { id }: LetterView, locale: Locale): Promise<Print> {
  const { snapshot, letter, namesMark } = await takeSnapshot(ctx, { id }, 'public', locale);
  const frame = await frameOf(ctx, letter, locale);
  const names = namesMark ?? { names: snapshot.signatories.length, mark: 'few', upTo: null };
  const pdf = await ctx.press.letterPdf(snapshot, [locale]);
  return { frame, names, pdf, madeAt: ctx.clock.now().getTime() };
}
