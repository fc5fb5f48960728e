import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertConfirmation, type NewToken } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { hours } from '~/primitives/duration';
import { hashToken, newCode, newToken } from '~/primitives/keyring.server';
import { findNewsFrom } from '../endorsements/find-share-link.server';
import { shownNames } from '../endorsements/organisation-names';
import type { LetterView } from '../letters/letter-view';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { newManageToken } from './issue-manage-token.server';
import type { SealedSignatory, SignatureVisibility } from './signature';

export const confirmationValidHours = 72;

export type Asking = {
  signatureId: string;
  letter: LetterView;
  locale: Locale;
  person: SealedSignatory;
  visibility: SignatureVisibility;
  /** The id of the organisation whose news the person asked for. */
  newsFrom: string | null;
  /** Links and codes of earlier mails say that a newer one replaced them. */
  replaces: boolean;
  /** The caller knows a reason against it; it takes the same time. */
  refused?: boolean;
};

/**
 * Writes the confirmation mail of a pending signature: a link and a six-digit code, both valid
 * 72 hours, both stored only as hashes, and the link by which the owner manages the signature.
 * False, and nothing changed, when the mailbox may get no such mail now.
 */
export async function askToConfirm(
  ctx: Context,
  trx: Transaction,
  input: Asking,
): Promise<boolean> {
  const { letter, person, refused } = input;
  const plan = { kind: 'confirm-signature', to: person.email, letterId: letter.id } as const;
  return mailIfAllowed(ctx, trx, { ...plan, refused }, async () => {
    const { props, dedupeKey } = await confirmation(ctx, trx, input, confirmationValidHours);
    await enqueuePersonalMessage(ctx, trx, { kind: plan.kind, to: plan.to, props }, dedupeKey);
  });
}

/** Issues the link and the code, and gathers what a mail that asks to confirm says. */
export async function confirmation(
  ctx: Context,
  trx: Transaction,
  input: Asking,
  validHours: number,
) {
  const { letter, locale, person, signatureId } = input;
  const confirmToken = newToken();
  const code = newCode();
  const hash = hashToken(confirmToken);
  const toConfirm: NewToken = {
    hash,
    purpose: 'confirm-signature',
    owner: { signatureId },
    validFor: hours(validHours),
    codeHash: hashCode(ctx, signatureId, code),
  };
  const toManage = newManageToken(signatureId);
  const replaced = input.replaces ? { signatureId } : null;
  await insertConfirmation(trx, [toConfirm, toManage.stored], replaced);
  const news = await findNewsFrom({ db: trx }, input.newsFrom);
  const props = {
    slug: letter.slug,
    masterLocale: letter.masterLocale,
    locale,
    letterTitle: letter.texts[locale].title,
    discreetSubject: letter.discreetSubject,
    manageToken: toManage.token,
    name: person.name,
    visibility: input.visibility,
    newsFrom: news && shownNames(news.organisation, locale).name,
    confirmToken,
    code,
    validHours,
  };
  return { props, dedupeKey: `confirm-signature:${hash.toString('hex')}` };
}

/** A six-digit code has little entropy, so its hash is keyed and bound to one signature. */
export function hashCode(ctx: Context, signatureId: string, code: string): Buffer {
  return ctx.keyring.blindIndex(`code:${signatureId}`, code);
}
