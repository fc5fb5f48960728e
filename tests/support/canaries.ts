import type { Context } from '~/context.server';
import { updateSignatureRow } from '~/db/signatures.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { addLatinName } from '~/domain/signatures/add-latin-name.server';
import { findMySignatureId } from '~/domain/signatures/find-my-signature-id.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { signatureStates, signatureVisibilities } from '~/domain/signatures/signature';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { signForm, slug, waitingMails } from './letter';

export type CanaryField = 'name' | 'email' | 'title' | 'affiliation' | 'comment' | 'latinName';

export type Canary = {
  visibility: (typeof signatureVisibilities)[number];
  state: (typeof signatureStates)[number];
  id: string;
  manageToken: string;
  /** Words that occur nowhere else, short enough never to be broken across lines. */
  words: Record<CanaryField, string>;
};

const fields: CanaryField[] = ['name', 'email', 'title', 'affiliation', 'comment', 'latinName'];

/**
 * A person of every visibility in every state, each with unmistakable words; with a code, each wants
 * the news of that organisation.
 */
export async function plantCanaries(ctx: Context, newsFrom?: string): Promise<Canary[]> {
  const canaries: Canary[] = [];
  for (const [row, visibility] of signatureVisibilities.entries()) {
    for (const [column, state] of signatureStates.entries()) {
      const code = `${'qxz'[row]}${'vwkjh'[column]}`;
      const words = Object.fromEntries(
        fields.map((field) => [field, `${code}${field.slice(0, 4)}${code}`]),
      ) as Canary['words'];
      canaries.push(await plant(ctx, { visibility, state, words }, newsFrom));
    }
  }
  return canaries;
}

async function plant(
  ctx: Context,
  planted: Pick<Canary, 'visibility' | 'state' | 'words'>,
  newsFrom?: string,
): Promise<Canary> {
  const { visibility, state, words } = planted;
  const form = signForm({
    name: `${words.name} 카나리아`,
    email: `${words.email}@birds.example`,
    title: words.title,
    affiliation: words.affiliation,
    comment: words.comment,
    visibility,
  });
  const origin = { network: null, flags: [], hold: state === 'held' };
  await signLetter(ctx, { slug, locale: 'ko', form, origin, via: newsFrom, newsFrom });
  const mails = await waitingMails(ctx, 'confirm-signature');
  const mail = mails.find(({ to }) => to === form.email);
  if (!mail) throw new Error('no mail to confirm');
  const { confirmToken: token, manageToken } = mail.props;
  const id = await findMySignatureId(ctx.db, manageToken);
  if (!id) throw new Error('no signature');
  if (state !== 'pending') {
    await confirmToken(ctx, { token });
    await addLatinName(ctx, { signatureId: id, latinName: words.latinName });
  }
  if (state === 'withdrawn') await withdrawSignature(ctx, { token: manageToken });
  if (state === 'invalidated') {
    const gone = { public_name: null, public_latin_name: null, public_title: null };
    await ctx.db
      .transaction()
      .execute((trx) => updateSignatureRow(trx, id, { state, ...gone, public_affiliation: null }));
  }
  return { ...planted, id, manageToken };
}

/** What of whom occurs in a text, such as `public confirmed: name`, sorted. */
export function canariesIn(text: string, canaries: readonly Canary[]): string[] {
  const lower = text.toLowerCase();
  return canaries
    .flatMap(({ visibility, state, words }) =>
      fields
        .filter((field) => lower.includes(words[field].toLowerCase()))
        .map((field) => `${visibility} ${state}: ${field}`),
    )
    .sort();
}
