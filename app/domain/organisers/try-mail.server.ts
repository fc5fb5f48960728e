import type { Context } from '~/context.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { TrialOutcome } from '../messages/mail-trial';
import { countTestMail } from '../protection/count-test-mail.server';
import type { Actor } from './organiser';

/**
 * Sends a test mail to an organiser's own address, at once, and answers what the mail server said.
 * Ten in an hour.
 */
export async function tryMail(
  ctx: Context,
  input: { organiserId: string; email: string; actor: Actor },
): Promise<Result<{ trial: TrialOutcome }, 'too-many'>> {
  const { organiserId, email, actor } = input;
  if (!(await countTestMail(ctx, organiserId))) return { ok: false, reason: 'too-many' };
  const trial = await ctx.press.mailTrial.send(email);
  await recordAudit(ctx.db, {
    actor,
    action: 'installation.test-mail',
    object: { kind: 'organiser', id: organiserId },
    details: { outcome: trial.outcome },
  });
  return { ok: true, trial };
}
