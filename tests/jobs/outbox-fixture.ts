import { createHash, randomUUID } from 'node:crypto';
import pino from 'pino';
import type { Config } from '~/config.server';
import type { Context } from '~/context.server';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { sealDocument } from '~/domain/deliveries/sealed-delivery.server';
import {
  enqueueDeliveryMessage,
  enqueuePersonalMessage,
} from '~/domain/messages/enqueue-message.server';
import type { MessageProps } from '~/domain/messages/message';
import { type OutboxOptions, runOutbox } from '~/jobs/run-outbox.server';

type LogLine = { level: number; event?: string; [key: string]: unknown };

/** The context as a worker with this mail server sees it, with its log lines. */
export function workerContext(base: Context, changes: Partial<Config>) {
  const lines: LogLine[] = [];
  const log = pino(
    { level: 'debug', base: null },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  const config = { ...base.config, retryScale: 0.001, delivery: 'smtp' as const, ...changes };
  return { ctx: { ...base, log, config } as Context, lines };
}

/** Short waits everywhere, so that ugly servers cost little time. */
export const quick: Partial<OutboxOptions> = {
  timeouts: { connect: 500, greeting: 500, idle: 500, total: 2000 },
};

/** A running outbox that is stopped when the test lets go of it. */
export function running(ctx: Context, options: Partial<OutboxOptions> = quick): AsyncDisposable {
  const outbox = runOutbox(ctx, options);
  return { [Symbol.asyncDispose]: () => outbox.stop() };
}

const confirmProps: MessageProps['confirm-signature'] = {
  slug: 'refuge',
  masterLocale: 'en',
  locale: 'en',
  letterTitle: 'Refuge',
  discreetSubject: true,
  manageToken: 'manage-token',
  confirmToken: 'confirm-token',
  code: '482913',
  name: 'Олена',
  visibility: 'public',
  validHours: 168,
};

/** Queues a mail to confirm a signature and returns the dedupe key by which tests find its row. */
export async function queueMail(
  ctx: Context,
  to = 'olena@mail.example',
  props: Partial<MessageProps['confirm-signature']> = {},
): Promise<string> {
  const key = `test:${randomUUID()}`;
  await ctx.db
    .transaction()
    .execute((trx) =>
      enqueuePersonalMessage(
        ctx,
        trx,
        { kind: 'confirm-signature', to, props: { ...confirmProps, ...props } },
        key,
      ),
    );
  return key;
}

/** Queues a reminder that carries this token to end reminders. */
export async function queueReminder(ctx: Context, to: string, unsubscribeToken: string) {
  const props = {
    ...confirmProps,
    reason: 'still-waiting',
    closesAt: null,
    timeZone: 'UTC',
    unsubscribeToken,
  } as const;
  const message = { kind: 'confirm-reminder', to, props } as const;
  await ctx.db
    .transaction()
    .execute((trx) => enqueuePersonalMessage(ctx, trx, message, `test:${randomUUID()}`));
}

/** A letter with one delivery whose frozen bytes wait in the queue. */
export async function queueDelivery(
  ctx: Context,
  to = 'embassy@embassy.example',
  copies: string[] = [],
) {
  const letterId = randomUUID();
  const versionId = randomUUID();
  const targetId = randomUUID();
  const deliveryId = randomUUID();
  const messageId = `<delivery.${deliveryId}@letters.example>`;
  const raw = Buffer.from(
    `Message-ID: ${messageId}\r\nSubject: Open letter\r\n\r\nExcellency,\r\n`,
  );
  const hash = createHash('sha256').update(raw).digest('hex');
  const nothing = Buffer.alloc(0);
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('letters')
      .values({ id: letterId, slug: `letter-${letterId}`, master_locale: 'en' })
      .execute();
    await trx
      .insertInto('letter_versions')
      .values({ id: versionId, letter_id: letterId, number: 1, hash })
      .execute();
    await trx
      .insertInto('delivery_targets')
      .values({
        id: targetId,
        letter_id: letterId,
        name: 'embassy',
        channel: 'email',
        addressee: 'H.E. the Ambassador',
        locales: ['en'],
        sealed: nothing,
      })
      .execute();
    await trx
      .insertInto('deliveries')
      .values({
        id: deliveryId,
        letter_id: letterId,
        letter_version_id: versionId,
        target_id: targetId,
        state: 'prepared',
        message_id: messageId,
        subject: 'Open letter',
        snapshot_hash: hash,
        pdf_hash: hash,
        message_hash: hash,
        signature_count: 3,
        named_count: 2,
        endorsement_count: 1,
        sealed_snapshot: nothing,
        sealed_pdf: nothing,
        sealed_message: sealDocument(ctx, deliveryId, 'message', raw),
        prepared_by: 'operator',
      })
      .execute();
    await recordDeliveryState(ctx, trx, {
      deliveryId,
      state: 'queued',
      channel: 'email',
      evidence: null,
    });
    for (const [place, recipient] of [to, ...copies].entries()) {
      await enqueueDeliveryMessage(ctx, trx, { deliveryId, messageId, to: recipient, place });
    }
  });
  return { deliveryId, messageId, raw, to };
}

/** A message row as an operator would look at it. */
export function readMessage(ctx: Context, dedupeKey: string) {
  return ctx.db
    .selectFrom('messages')
    .select([
      'id',
      'state',
      'attempts',
      'server_answer',
      'sealed',
      'message_id',
      'lease_owner',
      'data_started_at',
    ])
    .where('dedupe_key', '=', dedupeKey)
    .executeTakeFirstOrThrow();
}

/** The states of a delivery as its ledger tells them, in order, with the evidence. */
export async function readLedger(ctx: Context, deliveryId: string) {
  const events = await ctx.db
    .selectFrom('delivery_events')
    .select(['state', 'evidence'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('id')
    .execute();
  const { state } = await ctx.db
    .selectFrom('deliveries')
    .select('state')
    .where('id', '=', deliveryId)
    .executeTakeFirstOrThrow();
  return { state, states: events.map((event) => event.state), last: events.at(-1)?.evidence };
}
