import type { Context } from '~/context.server';
import {
  type CarryOverRow,
  finishCarryOver,
  lockNextCarryOver,
  nextToAsk,
  updateCarryOver,
} from '~/db/carry-overs.server';
import type { Transaction } from '~/db/client.server';
import { lockSignature, type SignatureRow } from '~/db/signatures.server';
import { insertToken } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { days } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mayMail } from '../messages/may-mail.server';
import { issueManageToken } from '../signatures/issue-manage-token.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import { readTextChange } from './read-text-change.server';

export const carryOverBatch = 10;
const unsubscribeValidFor = days(1095);

/**
 * Asks the next people who signed an earlier text whether they sign the present one too, ten at
 * most. Each is one transaction, in which the mail and how far the asking has come are written
 * together: a kill at any moment loses nobody and asks nobody twice. Who may get no mail is passed
 * over and stays with the text that was signed. False when nobody was left. Any number of workers
 * may call it.
 */
export async function askToCarryOver(ctx: Context): Promise<boolean> {
  for (let asked = 0; asked < carryOverBatch; asked += 1) {
    const found = await ctx.db.transaction().execute((trx) => askNext(ctx, trx));
    if (!found) return asked > 0;
  }
  return true;
}

async function askNext(ctx: Context, trx: Transaction): Promise<boolean> {
  const row = await lockNextCarryOver(trx);
  if (!row) return false;
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  if (!takesSignatures(letter, ctx.clock.now())) return end(trx, row, 'closed');
  const next = await nextToAsk(trx, { letterId: row.letter_id, after: row.after_number });
  if (!next) return end(trx, row, 'done');
  const asked = await ask(ctx, trx, letter, next.id);
  await updateCarryOver(trx, row.letter_version_id, {
    after_number: next.number,
    asked: row.asked + (asked ? 1 : 0),
    left_out: row.left_out + (asked ? 0 : 1),
  });
  return true;
}

async function end(
  trx: Transaction,
  row: CarryOverRow,
  state: 'done' | 'closed',
): Promise<boolean> {
  await finishCarryOver(trx, row.letter_version_id, state);
  await recordAudit(trx, {
    actor: { kind: 'system' },
    action: 'letter.carry-over-asked',
    letterId: row.letter_id,
    object: { kind: 'version', id: row.letter_version_id },
    details: { asked: row.asked, leftOut: row.left_out, end: state },
  });
  return true;
}

/** Looks again under the row's lock: meanwhile its owner may have withdrawn or carried it over. */
async function ask(
  ctx: Context,
  trx: Transaction,
  letter: LetterView,
  signatureId: string,
): Promise<boolean> {
  const row = await lockSignature(trx, signatureId);
  if (row?.state !== 'confirmed' && row?.state !== 'held') return false;
  if (row.meaning === letter.version.meaning) return false;
  const { email } = unsealSignatory(ctx, row);
  const plan = { kind: 'carry-over', to: email, letterId: letter.id } as const;
  if (!(await mayMail(ctx, trx, plan))) return false;
  return enqueue(ctx, trx, { row, letter, email });
}

async function enqueue(
  ctx: Context,
  trx: Transaction,
  { row, letter, email }: { row: SignatureRow; letter: LetterView; email: string },
): Promise<boolean> {
  const locale = row.locale as Locale;
  const reading = { ...ctx, db: trx };
  const change = await readTextChange(reading, letter, { since: row.letter_version_id, locale });
  const unsubscribeToken = newToken();
  await insertToken(trx, {
    hash: hashToken(unsubscribeToken),
    purpose: 'unsubscribe',
    owner: { signatureId: row.id },
    validFor: unsubscribeValidFor,
  });
  const { slug, masterLocale, timeZone, discreetSubject } = letter;
  const props = {
    slug,
    masterLocale,
    locale,
    letterTitle: letter.texts[locale].title,
    discreetSubject,
    timeZone,
    manageToken: await issueManageToken(trx, row.id),
    unsubscribeToken,
    signed: change.from,
    present: change.to,
    publishedAt: change.publishedAt,
    summaries: change.summaries,
  };
  const key = `carry-over:${row.id}:${letter.version.id}`;
  return enqueuePersonalMessage(ctx, trx, { kind: 'carry-over', to: email, props }, key);
}
