import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { insertEndorsement } from '~/db/endorsements.server';
import { issueManageToken } from '~/domain/endorsements/issue-manage-token.server';
import {
  endorsementEmailIndex,
  sealRepresentative,
} from '~/domain/endorsements/sealed-representative.server';

export type Sharing = { id: string; code: string; manageToken: string; email: string };

/** An organisation with a link of its own, as if approved long ago; it asks for consent to news. */
export async function plantSharing(
  ctx: Context,
  letterId: string,
  given: { code: string; organisation?: string; names?: Record<string, string>; asks?: boolean },
): Promise<Sharing> {
  const { code, organisation = `Organisation ${code}`, names = {}, asks = true } = given;
  const id = randomUUID();
  const email = `office@${code}.example`;
  return ctx.db.transaction().execute(async (trx) => {
    await insertEndorsement(trx, {
      id,
      letter_id: letterId,
      state: 'approved',
      organisation,
      organisation_en: organisation,
      names: JSON.stringify(names),
      country: 'KR',
      website: `https://${code}.example`,
      locale: 'en',
      show_representative: false,
      email_index: endorsementEmailIndex(ctx, letterId, email),
      sealed: sealRepresentative(ctx, id, { email, representative: 'Han Ji-woo', role: 'Chair' }),
      authority_basis: 'known-contact',
      decided_at: new Date(),
      confirmed_at: new Date(),
      share_code: code,
      news_privacy_url: asks ? `https://${code}.example/privacy` : null,
    });
    return { id, code, email, manageToken: await issueManageToken(trx, id) };
  });
}
