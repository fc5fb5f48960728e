import type { Context } from '~/context.server';
import { loadSampleCampaign } from '~/domain/letters/load-sample-campaign.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';

const trialOrganiser = 'organiser@undersigned.example';

/**
 * Outside production: the sample campaign into an empty database unless none is wanted, and a
 * one-time sign-in link for the trial's own organiser.
 */
export async function loadFirstData(ctx: Context): Promise<string> {
  if (ctx.config.sample) await loadSampleCampaign(ctx);
  const added = await addOrganiser(ctx, {
    email: trialOrganiser,
    role: 'owner',
    actor: { kind: 'operator' },
  });
  if (!added.ok) throw new Error(`the trial organiser was refused: ${added.reason}`);
  return `${ctx.publicUrl}/organise/sign-in/${added.signInToken}`;
}
