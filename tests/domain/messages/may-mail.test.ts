import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SuppressionReason, upsertSuppression } from '~/db/suppressions.server';
import { enqueuePersonalMessage } from '~/domain/messages/enqueue-message.server';
import { mailIfAllowed } from '~/domain/messages/mail-if-allowed.server';
import { mayMail } from '~/domain/messages/may-mail.server';
import { type MessageKind, messageKinds } from '~/domain/messages/message';
import { recipientIndexOf } from '~/domain/messages/recipient-index.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { requestSignIn } from '~/domain/organisers/request-sign-in.server';
import { hours } from '~/primitives/duration';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, waitingMails } from '../../support/letter';

let test$: TestContext;
let letterId: string;
let otherLetterId: string;
const to = 'olena@mail.example';

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  otherLetterId = await createLetter(test$.ctx, 'another-letter');
});
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('messages').execute();
  await test$.ctx.db.deleteFrom('suppressions').execute();
});
afterAll(() => test$.drop());

function may(kind: MessageKind, about: string | null = letterId): Promise<boolean> {
  const plan = { kind, to, letterId: about };
  return test$.ctx.db.transaction().execute((trx) => mayMail(test$.ctx, trx, plan));
}

async function suppress(reason: SuppressionReason, about: string | null, validFor?: number) {
  const recipientIndex = recipientIndexOf(test$.ctx, to);
  await test$.ctx.db.transaction().execute((trx) =>
    upsertSuppression(trx, {
      recipientIndex,
      letterId: about,
      reason,
      detail: null,
      validFor: validFor ?? null,
    }),
  );
}

async function allowed(): Promise<MessageKind[]> {
  const answers = await Promise.all(messageKinds.map((kind) => may(kind)));
  return messageKinds.filter((_kind, place) => answers[place]);
}

function queue(email: string, about: string | null = letterId) {
  const props = { locale: 'en', signInToken: 't', validMinutes: 10 } as const;
  return test$.ctx.db.transaction().execute((trx) =>
    mailIfAllowed(
      test$.ctx,
      trx,
      { kind: 'confirm-signature', to: email, letterId: about },
      async () => {
        // The content does not matter here, only that a mail of this kind is in the outbox.
        const message = { kind: 'organiser-sign-in', to: email, props } as const;
        const key = randomUUID();
        await enqueuePersonalMessage(test$.ctx, trx, message, key);
        await trx
          .updateTable('messages')
          .set({ kind: 'confirm-signature' })
          .where('dedupe_key', '=', key)
          .execute();
      },
    ),
  );
}

describe('the owner of a mailbox', () => {
  test('who said "not me" gets nothing that others can cause, from any letter', async () => {
    await suppress('not-me', null);
    expect(await allowed()).toEqual([
      'update-test',
      'endorsement-approved',
      'endorsement-declined',
      'endorsement-asked',
      'endorsement-changes-accepted',
      'endorsement-changes-declined',
      'mailbox-change-asked',
      'mailbox-changed',
      'mailbox-accepted',
      'mailbox-declined',
      'report-due',
      'delivery-alert',
      'full-export',
      'confirm-again',
      'reply-due',
      'organiser-sign-in',
      'sign-in-changed',
    ]);
    expect(await may('confirm-signature', otherLetterId)).toBe(false);
  });

  test('who unsubscribed gets no reminder, no news and no question about a new text of that letter, and everything else', async () => {
    await suppress('unsubscribed', letterId);
    const ended = ['confirm-reminder', 'carry-over', 'update'];
    expect(await allowed()).toEqual(messageKinds.filter((kind) => !ended.includes(kind)));
    expect(await may('confirm-reminder', otherLetterId)).toBe(true);
  });

  test('whose server says that the mailbox is gone gets no mail at all, until that ends', async () => {
    await suppress('bounced', null, hours(1));
    expect(await allowed()).toEqual([]);
    await test$.ctx.db
      .updateTable('suppressions')
      .set({ expires_at: new Date(0) })
      .execute();
    expect(await allowed()).toEqual([...messageKinds]);
  });

  test('is meant however the address is written', async () => {
    await suppress('not-me', null);
    const plan = { kind: 'already-signed', to: 'OLENA+letters@mail.example', letterId } as const;
    const answer = test$.ctx.db.transaction().execute((trx) => mayMail(test$.ctx, trx, plan));
    expect(await answer).toBe(false);
  });

  test('gets three mails a day and not one more, whoever asks for them at once', async () => {
    const letters = [letterId, otherLetterId, null];
    const asked = Array.from({ length: 24 }, (_, place) => queue(to, letters[place % 3] ?? null));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(3);
    const { count } = await test$.ctx.db
      .selectFrom('messages')
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(3);
    expect(await queue('somebody.else@mail.example')).toBe(true);
    await test$.ctx.db
      .updateTable('messages')
      .set({ created_at: new Date(Date.now() - hours(25)) })
      .execute();
    expect(await queue(to)).toBe(true);
  });

  test('who is an organiser can still sign in after others have used up the day', async () => {
    await addOrganiser(test$.ctx, { email: to, role: 'owner', actor: { kind: 'operator' } });
    for (let i = 0; i < 3; i += 1) await queue(to);
    expect(await queue(to)).toBe(false);
    await requestSignIn(test$.ctx, { email: to });
    expect(await waitingMails(test$.ctx, 'organiser-sign-in')).toHaveLength(1);
  });
});

test('what may not leave is written and taken back, and nothing of it stays', async () => {
  await suppress('not-me', null);
  expect(await queue(to)).toBe(false);
  expect(await test$.ctx.db.selectFrom('messages').select('id').execute()).toEqual([]);
});

test('nobody queues a mail to a person without asking whether it may leave', () => {
  const domain = fileURLToPath(new URL('../../../app', import.meta.url));
  const files = readdirSync(domain, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('enqueue-message.server.ts'))
    .map((file) => ({ file, source: readFileSync(join(domain, file), 'utf8') }))
    .filter(({ source }) => source.includes('enqueuePersonalMessage('));
  expect(files.length).toBeGreaterThan(4);
  for (const { file, source } of files) expect(source, file).toMatch(/\b(mailIfAllowed|mayMail)\(/);
});
