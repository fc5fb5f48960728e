import type { Context } from '~/context.server';
import type { Result } from '~/primitives/result';
import { listPublicDeliveries } from '../deliveries/list-public-deliveries.server';
import { findLetter } from './find-letter.server';
import type { LetterState } from './letter';
import type { PublicDelivery } from './letter-view';

export type LetterStatus = {
  slug: string;
  state: LetterState;
  /** People under the text with `versionHash`, and those who signed an earlier text only. */
  signatures: number;
  signaturesOfEarlierVersions: number;
  /** Verified ones on paper; not among `signatures`. */
  paperSignatures: number;
  endorsements: number;
  countries: number;
  goal: number | null;
  versionHash: string;
  delivered: PublicDelivery[];
  updatedAt: string;
};

/** The letter's public figures for other programs: confirmed people and approved organisations. */
export async function readLetterStatus(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ status: LetterStatus }, 'not-found'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  return {
    ok: true,
    status: {
      slug: letter.slug,
      state: letter.state,
      signatures: letter.counts.signatures,
      signaturesOfEarlierVersions: letter.counts.earlier,
      paperSignatures: letter.paper.signatures,
      endorsements: letter.counts.endorsements,
      countries: letter.counts.countries,
      goal: letter.goal,
      versionHash: letter.version.hash,
      delivered: await listPublicDeliveries(ctx, letter.id),
      updatedAt: ctx.clock.now().toISOString(),
    },
  };
}
