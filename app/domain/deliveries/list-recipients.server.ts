import type { Context } from '~/context.server';
import { listRecipientMessages } from '~/db/delivery-messages.server';
import type { RecipientState, RecipientView } from './delivery-view';

type Message = Awaited<ReturnType<typeof listRecipientMessages>>[number];

/** What became of the mail to each mailbox of a delivery, once it was sent; by place. */
export async function listRecipients(
  ctx: Context,
  delivery: { id: string; captured: boolean; mailboxes: readonly string[] },
): Promise<RecipientView[]> {
  const messages = await listRecipientMessages(ctx.db, delivery.id);
  if (messages.length === 0) return [];
  return delivery.mailboxes.map((to, place): RecipientView => {
    const message = messages.find((one) => one.place === place);
    if (!message) {
      return { place, to, state: 'left-out', attempts: 0, answer: null, endedAt: null };
    }
    return {
      place,
      to,
      state: stateOf(message, delivery.captured),
      attempts: message.attempts,
      answer: message.server_answer,
      endedAt: message.finished_at?.toISOString() ?? null,
    };
  });
}

function stateOf(message: Message, captured: boolean): RecipientState {
  switch (message.state) {
    case 'queued':
      return message.server_answer === null ? 'waiting' : 'deferred';
    case 'leased':
      return 'sending';
    case 'sent':
      return captured ? 'captured' : 'accepted';
    case 'unknown':
      return 'unknown';
    default:
      return 'failed';
  }
}
