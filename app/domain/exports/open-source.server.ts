import type { Context } from '~/context.server';
import type { LetterRow } from '~/db/letters.server';
import { openEndorsements } from './endorsement-source.server';
import type { ExportSource, ExportWhat, SourceInput } from './export';
import { openPaper } from './paper-source.server';
import { openSignatures } from './signature-source.server';

/** Opens what an export is made from, counted and of one moment; whoever opens it must close it. */
export function openSource(
  ctx: Context,
  letter: LetterRow,
  input: SourceInput & { what: ExportWhat },
): Promise<ExportSource> {
  switch (input.what) {
    case 'signatures':
      return openSignatures(ctx, letter, input);
    case 'endorsements':
      return openEndorsements(ctx, letter, input);
    case 'paper':
      return openPaper(ctx, letter, input);
    default:
      throw new Error(input.what satisfies never);
  }
}
