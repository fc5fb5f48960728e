import type { Context } from '~/context.server';
import { listNewestSignatoryRows } from '~/db/public-signatories.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { listPublicLedger, type PublicLedgerEntry } from '../deliveries/list-public-ledger.server';
import { listPublicEndorsements } from '../endorsements/list-public-endorsements.server';
import { listPublicReplies, type PublicReply } from '../replies/list-public-replies.server';
import { toPublicSignatory } from '../signatures/to-public-signatory';
import { listPublicUpdates, type PublicUpdate } from '../updates/list-public-updates.server';
import { findLetter } from './find-letter.server';
import type { LetterView, PublicEndorsement, PublicSignatory } from './letter-view';
import { findBackground, type ShownBackground } from './read-background.server';

export type LetterPage = LetterView & {
  endorsements: PublicEndorsement[];
  newestSignatories: PublicSignatory[];
  deliveries: PublicLedgerEntry[];
  replies: PublicReply[];
  background: ShownBackground | null;
  /** What organisers put on the timeline, in the language of the background. */
  updates: PublicUpdate[];
};

const newestShown = 50;

/** Everything on the letter's page in one language, with the 50 newest public signatories. */
export async function readLetterPage(
  ctx: Context,
  input: { slug: string; locale: Locale },
): Promise<Result<{ page: LetterPage }, 'not-found'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  const text = { letterId: letter.id, meaning: letter.version.meaning };
  const [endorsements, signatories, deliveries, replies, background] = await Promise.all([
    listPublicEndorsements(ctx, letter.id, input.locale),
    listNewestSignatoryRows(ctx.db, text, { timeZone: letter.timeZone, limit: newestShown }),
    listPublicLedger(ctx, letter.id),
    listPublicReplies(ctx, { letterId: letter.id, locale: input.locale }),
    findBackground(ctx.db, letter, input.locale),
  ]);
  const locale = background?.locale ?? input.locale;
  const updates = await listPublicUpdates(ctx, { letterId: letter.id, locale });
  return {
    ok: true,
    page: {
      ...letter,
      endorsements,
      newestSignatories: signatories.map(toPublicSignatory),
      deliveries,
      replies,
      background,
      updates,
    },
  };
}
