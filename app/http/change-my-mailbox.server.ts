import { type FieldFault, faultsOf } from '~/components/form-faults';
import type { Context } from '~/context.server';
import { askForMailbox } from '~/domain/endorsements/ask-for-mailbox.server';
import { changeMailboxSchema } from '~/domain/endorsements/mailbox-change';
import type { FormFields } from './read-form.server';
import { evenTime, takeAtLeast } from './take-at-least.server';

function refuse(fields: FormFields, faults: FieldFault[]) {
  const answers: Record<string, string | undefined> = { ...fields };
  return { refused: { form: 'mailbox' as const, faults, answers, hadLogo: false }, done: null };
}

/**
 * Takes the mailbox that is to speak for an organisation. Neither the answer nor its time tells
 * whether a mail may go there.
 */
export async function changeMyMailbox(ctx: Context, sent: { token: string; fields: FormFields }) {
  const { token, fields } = sent;
  const parsed = changeMailboxSchema.safeParse(fields);
  if (!parsed.success) return refuse(fields, faultsOf(parsed.error));
  const { email } = parsed.data;
  const asked = await takeAtLeast(evenTime, () => askForMailbox(ctx, { token, email }));
  if (asked.ok) return { refused: null, done: 'mailbox' as const };
  switch (asked.reason) {
    case 'email-same':
    case 'email-too-often':
      return refuse(fields, [{ field: 'email', code: asked.reason }]);
    case 'unknown':
    case 'not-standing':
      return { refused: null, done: null };
    default:
      throw new Error(asked.reason satisfies never);
  }
}
