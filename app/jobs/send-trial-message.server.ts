import type { ClaimedMessage } from '~/db/messages.server';
import { composeTrial } from '~/domain/deliveries/compose-trial.server';
import type { SealedTrial } from '~/domain/messages/enqueue-message.server';
import { messageSeal } from '~/domain/messages/message-seal';
import { captureMail } from '~/mail/capture-mail.server';
import { judgePersonal, type Verdict } from './judge-outcome';
import { type Outbox, offerMessage, writeVerdict } from './outbox.server';
import { persistOutcome } from './persist-outcome.server';

async function prepare({ ctx }: Outbox, claimed: ClaimedMessage) {
  if (!claimed.sealed) return null;
  const trial = ctx.keyring.unseal<SealedTrial>(claimed.sealed, messageSeal(claimed.id));
  const composed = await composeTrial(ctx, { ...trial, messageId: claimed.message_id });
  return composed && { to: trial.to, links: [], code: null, ...composed };
}

/** Sends the trial of a dossier to one mailbox, or captures it; no state of the delivery hangs on it. */
export async function sendTrialMessage(outbox: Outbox, claimed: ClaimedMessage): Promise<void> {
  const { ctx } = outbox;
  const { smtpUrl, retryScale } = ctx.config;
  const mail = await prepare(outbox, claimed);
  let verdict: Verdict;
  if (!mail) verdict = { state: 'dead', answer: 'the dossier was changed since' };
  else if (!smtpUrl) verdict = { state: 'sent', answer: 'captured' };
  else {
    const { sessions } = outbox;
    const outcome = await offerMessage(outbox, claimed.id, { smtpUrl, sessions, ...mail });
    verdict = judgePersonal(outcome, claimed, retryScale);
  }
  await persistOutcome(outbox, async (trx) => {
    const written = await writeVerdict(outbox, trx, claimed.id, verdict, { scrub: true });
    if (written && mail && !smtpUrl) await captureMail(ctx.keyring, trx, mail);
  });
  ctx.log.info({ event: 'message', kind: claimed.kind, state: verdict.state });
}
