import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { SeparateAnnex } from '../letters/press';
import type { TakenSnapshot } from '../letters/take-snapshot.server';
import { markNames } from './name-marks.server';
import { type Frozen, withoutNames } from './outline';

type Documents = {
  taken: TakenSnapshot;
  pdf: Buffer;
  message: Buffer;
  annex: SeparateAnnex | null;
  /** Those of the copy. */
  locales: Locale[];
  /** By the id of a signature: a hash of the sealed words that its name came from. */
  seals: ReadonlyMap<string, Buffer>;
};

/** Looks once at the very bytes that were frozen, and keeps what was found. */
export async function drawOutline(ctx: Context, documents: Documents): Promise<Frozen> {
  const { taken, pdf, message, annex, locales, seals } = documents;
  const { snapshot, endorsementIds, place } = taken;
  const { fonts, embedded, readable, text } = ctx.press.inspectPdf(pdf);
  return {
    outline: {
      snapshot: withoutNames(taken),
      endorsementIds,
      ...(place && { place }),
      text: ctx.press.letterText(snapshot, locales, annex),
      size: { pdf: pdf.length, mail: message.length },
      found: { fonts, embedded, readable: readable && text, agree: agrees(ctx, taken, locales) },
    },
    marks: await markNames(ctx, taken, seals),
  };
}

/** Whether letter, annex and snapshot say the same number. */
function agrees(ctx: Context, taken: TakenSnapshot, locales: Locale[]): boolean {
  const { snapshot, signatureIds, endorsementIds } = taken;
  const { addendum, signatories, countedOnly, signatureCount, endorsements } = snapshot;
  const named = addendum?.namedInAll ?? signatories.length;
  const listed =
    named + countedOnly === signatureCount &&
    signatories.length === signatureIds.length &&
    endorsements.length === endorsementIds.length;
  return (
    listed &&
    locales.every((locale) => {
      const text = ctx.press.letterText(snapshot, [locale]).replaceAll(/[\s.,]/g, '');
      return signatories.length < 2 || text.includes(String(signatories.length));
    })
  );
}
