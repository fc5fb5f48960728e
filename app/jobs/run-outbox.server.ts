import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '~/context.server';
import { type ClaimedMessage, claimMessages } from '~/db/messages.server';
import { type SmtpTimeouts, smtpTimeouts } from '~/mail/send-over-smtp.server';
import { createSmtpSessions } from '~/mail/smtp-sessions.server';
import { type Duration, seconds } from '~/primitives/duration';
import { createBell } from './bell';
import { postponeAfterFault, releaseMessage } from './give-back-message.server';
import type { Outbox } from './outbox.server';
import { reapExpiredLeases } from './reap-expired-leases.server';
import { sendDeliveryMessage } from './send-delivery-message.server';
import { sendPersonalMessage } from './send-personal-message.server';
import { sendTrialMessage } from './send-trial-message.server';

export type OutboxOptions = {
  /** Messages sent at the same time by this worker. */
  lanes: number;
  /** Messages in flight to one recipient domain, over all workers. */
  perDomain: number;
  /** Mails that nobody waits for, in flight over all workers: fewer than lanes, so one stays free. */
  bulk: number;
  /** Longer than a whole try and the writing of its result. */
  leaseSeconds: number;
  /** How long `stop` lets the lanes finish by themselves. */
  drain: Duration;
  timeouts: SmtpTimeouts;
};

const defaults: OutboxOptions = {
  lanes: 6,
  perDomain: 2,
  bulk: 2,
  leaseSeconds: 120,
  drain: seconds(8),
  timeouts: smtpTimeouts,
};

const pollEvery = seconds(1);
const shortestPoll = 20;

async function send(outbox: Outbox, claimed: ClaimedMessage): Promise<void> {
  const { log } = outbox.ctx;
  try {
    if (claimed.delivery_id) await sendDeliveryMessage(outbox, claimed, claimed.delivery_id);
    else if (claimed.kind === 'delivery-test') await sendTrialMessage(outbox, claimed);
    else await sendPersonalMessage(outbox, claimed);
  } catch (error) {
    log.error({ event: 'message-fault', messageId: claimed.id, fault: (error as Error).name });
    await postponeAfterFault(outbox, claimed).catch(() =>
      log.error({ event: 'message-left-to-reaper', messageId: claimed.id }),
    );
  }
}

/**
 * Sends what is queued until `stop` is called, and goes on by itself after the database or the
 * mail server was away. `stop` takes no new message, lets the lanes finish for `drain`, then gives
 * back what has not begun to leave and ends the rest; it is over in at most ten seconds.
 */
export function runOutbox(
  ctx: Context,
  options: Partial<OutboxOptions> = {},
): { stop(): Promise<void> } {
  const settings = { ...defaults, ...options };
  const ending = new AbortController();
  const outbox: Outbox = {
    ctx,
    owner: randomUUID(),
    signal: ending.signal,
    timeouts: settings.timeouts,
    sessions: createSmtpSessions(settings.lanes),
  };
  const bell = createBell();
  const lanes = new Map<ClaimedMessage, Promise<void>>();
  const poll = Math.max(shortestPoll, pollEvery * Math.min(1, ctx.config.retryScale));
  let stopping: Promise<void> | null = null;
  let away = false;

  async function fillLanes(): Promise<number> {
    const free = settings.lanes - lanes.size;
    if (free <= 0) return 0;
    const { owner } = outbox;
    const { leaseSeconds, perDomain, bulk } = settings;
    const claim = { owner, leaseSeconds, perDomain, bulk, limit: free };
    const claimed = await claimMessages(ctx.db, claim);
    for (const message of claimed) {
      const lane = send(outbox, message).finally(() => {
        lanes.delete(message);
        bell.ring();
      });
      lanes.set(message, lane);
    }
    return claimed.length;
  }

  async function loop(): Promise<void> {
    let reapAt = 0;
    while (!stopping) {
      let claimed = 0;
      try {
        if (performance.now() >= reapAt) {
          await reapExpiredLeases(ctx);
          reapAt = performance.now() + 5 * poll;
        }
        claimed = await fillLanes();
        if (away) ctx.log.info({ event: 'outbox-back' });
        away = false;
      } catch (error) {
        if (!away) ctx.log.warn({ event: 'outbox-waits', fault: (error as Error).message });
        away = true;
      }
      if (claimed === 0) await bell.wait(poll);
    }
  }
  const ended = loop();

  async function end(): Promise<void> {
    await ended;
    const finish = () => Promise.allSettled([...lanes.values()]);
    await Promise.race([finish(), pause(settings.drain, null, { ref: false })]);
    outbox.sessions.close();
    if (lanes.size === 0) return;
    await Promise.allSettled([...lanes.keys()].map((claimed) => releaseMessage(outbox, claimed)));
    ending.abort();
    await Promise.race([finish(), pause(seconds(2), null, { ref: false })]);
  }

  return {
    stop() {
      stopping ??= Promise.resolve().then(end);
      bell.ring();
      return stopping;
    },
  };
}
