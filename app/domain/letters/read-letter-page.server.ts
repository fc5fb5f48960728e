import type { Context } from '~/context.server';
import { listBackgroundTexts } from '~/db/letters.server';
import { listNewestSignatoryRows } from '~/db/public-signatories.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { listPublicDeliveries } from '../deliveries/list-public-deliveries.server';
import { listPublicEndorsements } from '../endorsements/list-public-endorsements.server';
import { toPublicSignatory } from '../signatures/to-public-signatory';
import { findLetter } from './find-letter.server';
import type { BackgroundText } from './letter';
import type { LetterView, PublicDelivery, PublicEndorsement, PublicSignatory } from './letter-view';
import { byLocale } from './view-letter.server';

export type LetterPage = LetterView & {
  endorsements: PublicEndorsement[];
  newestSignatories: PublicSignatory[];
  deliveries: PublicDelivery[];
  background: BackgroundText;
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
  const [endorsements, signatories, deliveries, backgrounds] = await Promise.all([
    listPublicEndorsements(ctx, letter.id, input.locale),
    listNewestSignatoryRows(ctx.db, letter.id, { timeZone: letter.timeZone, limit: newestShown }),
    listPublicDeliveries(ctx, letter.id),
    listBackgroundTexts(ctx.db, letter.id),
  ]);
  return {
    ok: true,
    page: {
      ...letter,
      endorsements,
      newestSignatories: signatories.map(toPublicSignatory),
      deliveries,
      background: byLocale<BackgroundText>(backgrounds)[input.locale],
    },
  };
}
