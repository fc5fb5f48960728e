import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertCheck, listCheckRows } from '~/db/endorsement-checks.server';
import { type EndorsementRow, updateEndorsementRow } from '~/db/endorsements.server';
import { findOpenMailboxChange } from '~/db/mailbox-changes.server';
import type { Locale } from '~/i18n/locale';
import { canonicalEmailAddress, parseEmailAddress } from '~/primitives/email-address';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { checkState, checkValidFor, placeOfContact, readContactSource } from './authority-check';
import { type DecisionInput, isHeldByAnother } from './decide-endorsement.server';
import { lockEndorsementOf } from './lock-endorsement-of.server';
import { sealCheck } from './sealed-check.server';
import { unsealMailbox } from './sealed-mailbox.server';
import { unsealRepresentative } from './sealed-representative.server';

export type CheckRefusal =
  | 'not-found'
  | 'not-waiting'
  | 'held'
  | 'contact-format'
  | 'source-format'
  | 'source-elsewhere'
  | 'own-mailbox'
  | 'already-checking'
  | 'mailbox-refused';

/**
 * Asks the contact that an organisation publishes on its own site whether its representative signed
 * for it, by mail in the language of the endorsement, and lets go of the endorsement: it goes on
 * waiting. One question at a time. Refused for the mailbox that the endorsement came from, or that
 * it is to change to (`own-mailbox`): nobody vouches for themselves.
 */
export async function askPublishedContact(
  ctx: Context,
  input: DecisionInput & { email: string; source: string },
): Promise<Result<object, CheckRefusal>> {
  const { actor } = input;
  const email = parseEmailAddress(input.email);
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsementOf(trx, input);
    if (!row) return { ok: false, reason: 'not-found' };
    if (row.state !== 'waiting') return { ok: false, reason: 'not-waiting' };
    if (isHeldByAnother(ctx, row, actor)) return { ok: false, reason: 'held' };
    if (!email) return { ok: false, reason: 'contact-format' };
    const found = readContactSource(input.source, row.website);
    if (!found.ok) return found;
    if (await isOwn(ctx, trx, row, email)) return { ok: false, reason: 'own-mailbox' };
    const earlier = await listCheckRows(trx, { endorsementId: row.id });
    if (earlier.some((check) => checkState(check) === 'open')) {
      return { ok: false, reason: 'already-checking' };
    }
    const plan = { kind: 'authority-check', to: email, letterId: row.letter_id } as const;
    const asked = await mailIfAllowed(ctx, trx, plan, () =>
      writeCheck(ctx, trx, row, { email, source: found.source, actor }),
    );
    if (!asked) return { ok: false, reason: 'mailbox-refused' };
    await updateEndorsementRow(trx, row.id, { held_by: null, held_until: null });
    return { ok: true };
  });
}

/** Whether the mailbox is one of those that the applicant holds, as far as is known. */
async function isOwn(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  email: string,
): Promise<boolean> {
  const change = await findOpenMailboxChange(trx, row.id);
  const own = [unsealRepresentative(ctx, row).email, change ? unsealMailbox(ctx, change) : ''];
  const asked = canonicalEmailAddress(email);
  return own.some((address) => address !== '' && canonicalEmailAddress(address) === asked);
}

async function writeCheck(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  check: { email: string; source: string; actor: DecisionInput['actor'] },
): Promise<void> {
  const { email, source, actor } = check;
  const { representative, role } = unsealRepresentative(ctx, row);
  const id = randomUUID();
  const checkToken = newToken();
  const values = {
    id,
    endorsement_id: row.id,
    token_hash: hashToken(checkToken),
    sealed: sealCheck(ctx, id, { email, source, representative, role, note: null }),
    asked_by: actor.kind === 'organiser' ? actor.organiserId : null,
  };
  const expiresAt = await insertCheck(trx, values, checkValidFor);
  await recordAudit(trx, {
    actor,
    action: 'endorsement.check-asked',
    letterId: row.letter_id,
    object: { kind: 'endorsement', id: row.id },
    details: { check: id, place: placeOfContact(email, row.website) },
  });
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  const locale = row.locale as Locale;
  const { title, letterhead } = letter.texts[locale];
  const props = {
    slug: letter.slug,
    masterLocale: letter.masterLocale,
    locale,
    letterTitle: title,
    host: letterhead.name,
    organisation: row.organisation,
    representative,
    role,
    checkToken,
    validUntil: expiresAt.toISOString(),
    timeZone: letter.timeZone,
  };
  await enqueuePersonalMessage(
    ctx,
    trx,
    { kind: 'authority-check', to: email, props },
    `authority-check:${id}`,
  );
}
