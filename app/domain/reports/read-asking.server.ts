import type { Context } from '~/context.server';
import { findAsking, type ReportCaseRow } from '~/db/report-cases.server';
import { findSignature } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import { hashToken } from '~/primitives/keyring.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';
import { unsealSignatory } from '../signatures/sealed-signatory.server';

/** `ended`: decided meanwhile, or the signature was taken back; `expired`: after 14 days. */
export type AskingState = 'asked' | 'answered' | 'ended' | 'expired';

export type Asking =
  | { ok: true; state: AskingState; letter: LetterView; name: string; locale: Locale }
  | { ok: false; reason: 'unknown'; letter: null };

/** How far a question to a signatory is. */
export function askingState(row: ReportCaseRow): AskingState {
  if (row.answered_at !== null) return 'answered';
  if (row.state !== 'open') return 'ended';
  return row.ask_expired ? 'expired' : 'asked';
}

/** What the page behind the link shows, by which a signatory stands by a signature. Changes nothing. */
export async function readAsking(ctx: Context, input: { token: string }): Promise<Asking> {
  const row = await findAsking(ctx.db, hashToken(input.token));
  const signature = row && (await findSignature(ctx.db, row.signature_id));
  if (!row || !signature) return { ok: false, reason: 'unknown', letter: null };
  const letter = await findLetterById(ctx, row.letter_id);
  const { name } = unsealSignatory(ctx, signature);
  const locale = signature.locale as Locale;
  return { ok: true, state: askingState(row), letter, name, locale };
}
