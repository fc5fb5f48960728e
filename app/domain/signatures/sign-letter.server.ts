import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findVersionByHash, readMeaning } from '~/db/letter-versions.server';
import { insertOrigin, insertOrLockSignature, settleSignature } from '~/db/signatures.server';
import { countConfirmations } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { seconds } from '~/primitives/duration';
import { type FoundShareLink, findShareLink } from '../endorsements/find-share-link.server';
import { findLetter } from '../letters/find-letter.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { mailDomainIndex, mailDomainOf, networkHash } from '../protection/origin-index.server';
import type { SigningOrigin } from '../protection/signing-flag';
import { askAgain } from './ask-again.server';
import { askToConfirm } from './ask-to-confirm.server';
import { sealSignatory, signatureEmailIndex } from './sealed-signatory.server';
import type { SealedSignatory, SignForm } from './signature';
import { tellAlreadySigned } from './tell-already-signed.server';

/** How the person came to the letter, and whose news they asked for. */
type Came = { link: FoundShareLink | null; news: FoundShareLink | null };

/** A second press of the button, not a second wish. */
const doubleSubmit = seconds(30);

export type SignInput = {
  slug: string;
  locale: Locale;
  form: SignForm;
  /** The code of the organisation's own link by which the person came; an unknown one is nothing. */
  via?: string;
  /** The same code again, where the person ticked that this organisation may send news. */
  newsFrom?: string;
  /** The hash of the version that the person saw; without one, the letter must have had one text. */
  seen?: string;
  origin?: SigningOrigin;
};

export type SignRefusal =
  | { ok: false; reason: 'not-found' | 'closed' }
  /** `since` is the id of the version that the person saw, where that is known. */
  | { ok: false; reason: 'text-changed'; letter: LetterView; since: string | null };

/**
 * Takes a signature: a pending row, where it came from and its confirmation mail in one transaction,
 * so that what was answered is on disk and what is on disk will be asked for. Nothing counts before
 * it is confirmed. The answer is the same for a mailbox that has signed already, and so is the work:
 * every path runs the same statements, for only the mailbox's owner learns by mail. Of an own link
 * only the code is kept, and only while its organisation is approved. The signature is for the
 * version that the person saw; `text-changed`, and nothing is written, when that has another meaning
 * than the present one.
 */
export async function signLetter(
  ctx: Context,
  input: SignInput,
): Promise<{ ok: true; letter: LetterView } | SignRefusal> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { letter } = found;
  if (!takesSignatures(letter, ctx.clock.now())) return { ok: false, reason: 'closed' };
  const link = await findShareLink(ctx, { letterId: letter.id, code: input.via });
  const wantsNews = link?.newsPrivacyUrl != null && input.newsFrom === link.code;
  const came = { link, news: wantsNews ? link : null };
  const seen = input.seen ? await findVersionByHash(ctx.db, letter.id, input.seen) : undefined;
  const version = seen ?? firstOf(letter);
  const signed = await ctx.db.transaction().execute(async (trx) => {
    // Not held: should a change be published just now, confirming will notice.
    if ((await readMeaning(trx, letter.id)) !== version?.meaning) return false;
    await takeSignature(ctx, trx, letter, { ...input, versionId: version.id, came });
    return true;
  });
  if (signed) return { ok: true, letter };
  const now = await findLetter(ctx, input);
  if (!now.ok) return now;
  return { ok: false, reason: 'text-changed', letter: now.letter, since: seen?.id ?? null };
}

/** Who does not say what they saw can only have seen the one text that there has been. */
function firstOf({ version }: LetterView): LetterView['version'] | undefined {
  return version.meaning === 1 ? version : undefined;
}

async function takeSignature(
  ctx: Context,
  trx: Transaction,
  letter: LetterView,
  input: SignInput & { versionId: string; came: Came },
): Promise<void> {
  const { form, locale, origin, came } = input;
  const { email, name, title, affiliation, comment } = form;
  const person: SealedSignatory = { email, name, title, affiliation, comment };
  const choices = {
    letter_version_id: input.versionId,
    visibility: form.visibility,
    locale,
    country: form.country,
    updates: form.updates,
    flags: origin?.flags ?? [],
    hold: origin?.hold ?? false,
    source: came.link?.code ?? null,
    news_from: came.news?.endorsementId ?? null,
  };
  const id = randomUUID();
  const row = await insertOrLockSignature(trx, {
    ...choices,
    id,
    letter_id: letter.id,
    email_index: signatureEmailIndex(ctx, letter.id, email),
    sealed: sealSignatory(ctx, id, person),
  });
  // Under the row's lock; a new row has none, and spends the same time on it.
  const sent = await countConfirmations(trx, row.id, doubleSubmit);
  const source = {
    networkHash: origin?.network ? networkHash(ctx, origin.network) : null,
    mailDomainIndex: mailDomainIndex(ctx, mailDomainOf(email)),
  };
  const apply = await ask();
  if (row.inserted) {
    await insertOrigin(trx, {
      signature_id: id,
      letter_id: letter.id,
      network_hash: source.networkHash,
      mail_domain_index: source.mailDomainIndex,
    });
    return;
  }
  await settleSignature(trx, {
    id: row.id,
    apply,
    change: {
      ...choices,
      state: 'pending',
      sealed: sealSignatory(ctx, row.id, person),
      confirmed_at: null,
      withdrawn_at: null,
      contact_erased_at: null,
    },
    origin: source,
  });

  /** Whether the row now stands for what was typed. */
  async function ask(): Promise<boolean> {
    const newsFrom = choices.news_from;
    const mail = { letter, locale, person, visibility: form.visibility, newsFrom };
    if (row.inserted) {
      await askToConfirm(ctx, trx, { ...mail, signatureId: id, replaces: false });
      return true;
    }
    if (row.state === 'pending' || row.state === 'withdrawn') {
      return askAgain(ctx, trx, { ...mail, row, sent, choices });
    }
    await tellAlreadySigned(ctx, trx, { letter, row, typed: email });
    return false;
  }
}
