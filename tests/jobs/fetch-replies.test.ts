import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { replyAddressOf } from '~/domain/deliveries/reply-address-of.server';
import { largestMail } from '~/domain/replies/incoming-mail';
import { listReplies } from '~/domain/replies/list-replies.server';
import { fetchReplies } from '~/jobs/fetch-replies.server';
import { parseImapUrl } from '~/mail/fetch-mails.server';
import { createTestContext, type TestContext } from '../support/database';
import { acceptedDelivery } from '../support/deliveries';
import { type ImapServer, startImapServer } from '../support/imap-server';
import { incomingMail } from '../support/incoming-mails';
import { createLetter, slug } from '../support/letter';

let test$: TestContext;
let ctx: Context;
let server: ImapServer;
let id: string;

beforeEach(async () => {
  test$ = await createTestContext({ REPLY_TO: 'letters@reply.example' });
  await createLetter(test$.ctx);
  id = await acceptedDelivery(test$.ctx);
});
afterEach(async () => {
  await server.close();
  await test$.drop();
});

async function mailbox(raws: Buffer[]): Promise<void> {
  server = await startImapServer(raws);
  ctx = { ...test$.ctx, config: { ...test$.ctx.config, imapUrl: server.url } };
}

async function replies() {
  const found = await listReplies(ctx, { slug, withUnassigned: true });
  if (!found.ok) throw new Error(found.reason);
  return found;
}

function toDelivery(): string {
  return replyAddressOf(test$.ctx, { deliveryId: id, fallback: '' });
}

test('mails are taken, matched and marked as seen, and looked at once', async () => {
  const second = incomingMail({ messageId: '<2@embassy.example>' });
  await mailbox([incomingMail({ to: toDelivery() }), second]);
  expect(await fetchReplies(ctx)).toEqual({ taken: 2 });
  expect(server.mails.map(({ seen }) => seen)).toEqual([true, true]);
  const found = await replies();
  expect(found.replies.map(({ deliveryId }) => deliveryId)).toEqual([id]);
  expect(found.unassigned).toHaveLength(1);
  expect(await fetchReplies(ctx)).toEqual({ taken: 0 });
});

test('a connection that breaks between writing and marking makes no second reply', async () => {
  await mailbox([incomingMail({ to: toDelivery() })]);
  server.breakAt = /^UID STORE/;
  await fetchReplies(ctx);
  expect(server.mails[0]?.seen).toBe(false);
  expect((await replies()).replies).toHaveLength(1);
  await fetchReplies(ctx);
  expect(server.mails[0]?.seen).toBe(true);
  expect((await replies()).replies).toHaveLength(1);
});

test('a mail that is too large stays unseen for a person, and holds up no other', async () => {
  const large = incomingMail({ text: 'x'.repeat(largestMail) });
  await mailbox([large, incomingMail({ to: toDelivery() })]);
  expect(await fetchReplies(ctx)).toEqual({ taken: 1 });
  expect(server.mails.map(({ seen }) => seen)).toEqual([false, true]);
  expect(server.commands.some((command) => /^UID FETCH 1 .*BODY/.test(command))).toBe(false);
});

test('a mailbox that is away ends nothing', async () => {
  await mailbox([]);
  await server.close();
  expect(await fetchReplies(ctx)).toEqual({ taken: 0 });
});

test('an address of a mailbox is read as operators write it', async () => {
  await mailbox([]);
  expect(parseImapUrl('imaps://a%40b.example:p%2Fw@mail.example/In%20box?done=Taken')).toEqual({
    host: 'mail.example',
    port: 993,
    secure: true,
    user: 'a@b.example',
    pass: 'p/w',
    folder: 'In box',
    moveTo: 'Taken',
    verified: true,
  });
});
