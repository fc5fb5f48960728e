import type { Context } from '~/context.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import type { SigningFlag } from '~/domain/protection/signing-flag';
import { readNextCase } from '~/domain/reports/read-next-case.server';
import { reportSignature } from '~/domain/reports/report-signature.server';
import { reportFormSchema } from '~/domain/reports/signature-report';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { newToken } from '~/primitives/keyring.server';
import { signForm, slug, waitingMails } from './letter';

export type Signed = { id: string; number: number; manageToken: string; email: string };

/** Somebody who has signed and confirmed, publicly unless said otherwise. */
export async function signPublicly(
  ctx: Context,
  typed: Parameters<typeof signForm>[0] & { flags?: SigningFlag[] } = {},
): Promise<Signed> {
  const { flags = [], ...answers } = typed;
  const email = answers.email ?? `person-${newToken().slice(0, 8).toLowerCase()}x@people.example`;
  const form = signForm({ ...answers, email });
  const origin = { network: null, flags, hold: false };
  await signLetter(ctx, { slug, locale: 'ko', form, origin });
  const mails = await waitingMails(ctx, 'confirm-signature');
  const mail = mails.find(({ to }) => to === form.email);
  const confirmed = await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
  if (!confirmed.ok || !confirmed.signatureId) throw new Error('did not confirm');
  const { number } = await ctx.db
    .selectFrom('signatures')
    .select('number')
    .where('id', '=', confirmed.signatureId)
    .executeTakeFirstOrThrow();
  const manageToken = mail?.props.manageToken ?? '';
  return { id: confirmed.signatureId, number, manageToken, email: form.email };
}

type Told = {
  reason?: string;
  words?: string;
  email?: string;
  ticket?: string;
  proven?: boolean;
};

/** Reports the signature with this number, as the form does. */
export function report(ctx: Context, letterId: string, number: number, told: Told = {}) {
  const { ticket = newToken(), proven = true, ...answers } = told;
  const form = reportFormSchema.parse({ reason: 'not-a-person', ...answers });
  return reportSignature(ctx, { letterId, number, locale: 'uk', form, ticket, proven });
}

/** The case at the head of the queue, or the one that is asked for. */
export async function nextCase(ctx: Context, id?: string) {
  const found = await readNextCase(ctx, { slug, id });
  if (!found.ok) throw new Error(found.reason);
  return found;
}
