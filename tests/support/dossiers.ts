import { simpleParser } from 'mailparser';
import type { Context } from '~/context.server';
import { approveDelivery } from '~/domain/deliveries/approve-delivery.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { readDelivery } from '~/domain/deliveries/read-delivery.server';
import { testDelivery } from '~/domain/deliveries/test-delivery.server';
import type { Actor } from '~/domain/organisers/organiser';
import { slug } from './letter';
import type { Mailbox } from './mailbox';

/** What is on record about a delivery. */
export async function viewDelivery(ctx: Context, id: string) {
  const found = await readDelivery(ctx, { id, slug });
  if (!found.ok) throw new Error(found.reason);
  return found.delivery;
}

/** A dossier for a target, prepared by somebody. */
export async function prepared(
  ctx: Context,
  actor: Actor,
  given: { target?: string; addendum?: boolean } = {},
): Promise<string> {
  const { target = 'embassy', addendum } = given;
  const done = await prepareDelivery(ctx, { slug, target, addendum, actor });
  if (!done.ok) throw new Error(done.reason);
  return done.deliveryId;
}

/** The same, tested by whoever prepared it and approved by somebody else. */
export async function approved(ctx: Context, by: Actor, second: Actor): Promise<string> {
  const id = await prepared(ctx, by);
  const tested = await testDelivery(ctx, { id, slug, to: [], actor: by });
  if (!tested.ok) throw new Error(tested.reason);
  const { dossierHash: hash } = await viewDelivery(ctx, id);
  const done = await approveDelivery(ctx, { id, slug, hash, actor: second });
  if (!done.ok) throw new Error(done.reason);
  return id;
}

/** How often each mailbox was given a letter; trials are no letters. */
export async function lettersByMailbox(mailbox: Mailbox): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { to, raw } of mailbox.messages) {
    const { subject = '', messageId = '' } = await simpleParser(raw);
    if (subject.startsWith('[TEST]') || !messageId.startsWith('<delivery.')) continue;
    counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  return counts;
}
