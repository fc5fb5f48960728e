import type { Context } from '~/context.server';
import { checkMailDomain } from '~/domain/protection/check-mail-domain.server';
import { issueFormStamp } from '~/domain/protection/form-stamp.server';
import { mailDomainOf } from '~/domain/protection/origin-index.server';
import type { SignDraft } from './sign-draft.server';

/**
 * What this browser knows of the mailbox it gave, and enough to send the form again with another
 * address. The stamp is the one the form came with, because that form took its time. A domain is
 * silent when nothing there seems to receive mail; that says nothing about the mailbox.
 */
export async function typedMailbox(ctx: Context, draft: SignDraft | null) {
  if (draft?.step !== 'sign') return { email: '', answers: null, stamp: '', silentDomain: null };
  const { answers } = draft;
  const email = (answers.email ?? '').trim();
  const domain = mailDomainOf(email);
  const silent = domain !== '' && (await checkMailDomain(domain)) === 'none';
  const stamp = answers.stamp ?? issueFormStamp(ctx);
  return { email, answers, stamp, silentDomain: silent ? domain : null };
}
