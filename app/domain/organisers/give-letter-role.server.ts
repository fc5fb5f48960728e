import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findLetterRole, upsertLetterRole } from '~/db/letter-roles.server';
import { findOrganiserByEmail, insertOrganiser } from '~/db/organisers.server';
import { parseEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { LetterView } from '../letters/letter-view';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import type { Actor, OrganiserRole } from './organiser';
import { organiserEmailIndex, sealOrganiser } from './sealed-organiser.server';
import { type TeamRefusal, withTeam } from './with-team.server';

export type GiveRoleRefusal = TeamRefusal | 'email-format' | 'owner-everywhere';

/**
 * Gives somebody a role on one letter, in place of an earlier one there, and tells them by mail
 * where to sign in; whoever had another role signs in anew. Refused for an owner of the whole
 * installation, whose role counts everywhere, and where the letter would be left without an owner.
 */
export async function giveLetterRole(
  ctx: Context,
  input: { slug: string; email: string; role: OrganiserRole; actor: Actor },
): Promise<Result<object, GiveRoleRefusal>> {
  const { role, actor } = input;
  const email = parseEmailAddress(input.email);
  if (!email) return { ok: false, reason: 'email-format' };
  return withTeam(ctx, input.slug, async (trx, letter) => {
    const known = await findOrganiserByEmail(trx, organiserEmailIndex(ctx, email));
    if (known?.role === 'owner') return { ok: false, reason: 'owner-everywhere' };
    const organiserId = known?.id ?? (await addWithoutRole(ctx, trx, email));
    const before = await findLetterRole(trx, { organiserId, slug: letter.slug });
    await upsertLetterRole(trx, { letterId: letter.id, organiserId, role });
    await recordAudit(trx, {
      actor,
      action: 'team.role-given',
      letterId: letter.id,
      object: { kind: 'organiser', id: organiserId },
      details: { role },
      changes: changed({ role: before }, { role }),
    });
    await tell(ctx, trx, letter, { email, role });
    return { ok: true, organiserId };
  });
}

async function addWithoutRole(ctx: Context, trx: Transaction, email: string): Promise<string> {
  const id = randomUUID();
  await insertOrganiser(trx, {
    id,
    emailIndex: organiserEmailIndex(ctx, email),
    sealed: sealOrganiser(ctx, id, { email, locale: 'en' }),
  });
  return id;
}

async function tell(
  ctx: Context,
  trx: Transaction,
  letter: LetterView,
  { email, role }: { email: string; role: OrganiserRole },
): Promise<void> {
  const kind = 'team-invitation' as const;
  await mailIfAllowed(ctx, trx, { kind, to: email, letterId: letter.id }, async () => {
    const locale = letter.masterLocale;
    const props = { locale, letterTitle: letter.texts[locale].title, role };
    await enqueuePersonalMessage(ctx, trx, { kind, to: email, props }, `${kind}:${randomUUID()}`);
  });
}
