import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertEndorsement } from '~/db/endorsements.server';
import { sampleCampaign } from '~/sample/sample-campaign';
import { endorsementEmailIndex, sealRepresentative } from './sealed-representative.server';
import { chooseShareCode } from './share-code';

/** Adds the demonstration's organisations: founding ones, two waiting, one declined. */
export async function loadSampleEndorsements(
  ctx: Context,
  trx: Transaction,
  letterId: string,
): Promise<void> {
  const now = ctx.clock.now();
  const taken = new Set<string>();
  for (const sample of sampleCampaign.endorsements) {
    const id = randomUUID();
    const { email, representative, role } = sample;
    const approved = sample.state === 'approved';
    const shown = approved && sample.showRepresentative;
    const shareCode = approved ? chooseShareCode(sample.organisationEn, taken) : null;
    if (shareCode) taken.add(shareCode);
    await insertEndorsement(trx, {
      id,
      letter_id: letterId,
      state: sample.state,
      founding_position: sample.foundingPosition,
      coordinator: sample.coordinator,
      organisation: sample.organisation,
      organisation_en: sample.organisationEn,
      country: sample.country,
      website: sample.website,
      locale: sampleCampaign.masterLocale,
      show_representative: sample.showRepresentative,
      email_index: endorsementEmailIndex(ctx, letterId, email),
      sealed: sealRepresentative(ctx, id, { email, representative, role }),
      public_representative: shown ? representative : null,
      public_role: shown ? role : null,
      authority_basis: approved ? 'invitation' : null,
      decided_at: sample.state === 'waiting' ? null : now,
      decline_reason: sample.declineReason,
      confirmed_at: now,
      share_code: shareCode,
    });
  }
}
