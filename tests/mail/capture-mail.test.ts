import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { captureMail } from '~/mail/capture-mail.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { readCapturedMail } from '~/mail/read-captured-mail.server';
import { createTestContext } from '../support/database';

let ctx: Context;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ ctx, drop } = await createTestContext());
});
afterAll(() => drop());

function capture(subject: string) {
  return ctx.db.transaction().execute((trx) =>
    captureMail(ctx.keyring, trx, {
      to: 'olena@mail.example',
      subject,
      links: ['https://letters.example/confirm/t'],
      code: '482913',
      raw: Buffer.from(`Subject: ${subject}\r\n\r\nbody\r\n`),
    }),
  );
}

test('someone who tries the software finds the captured mail, newest first', async () => {
  await capture('first');
  await capture('second');
  const [second, first] = await listCapturedMails(ctx);
  expect([second?.subject, first?.subject]).toEqual(['second', 'first']);
  expect(Object.keys(second ?? {}).sort()).toEqual([
    'code',
    'id',
    'links',
    'receivedAt',
    'subject',
    'to',
  ]);
  expect(second?.receivedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const read = await readCapturedMail(ctx, second?.id ?? '');
  expect(read).toMatchObject({ code: '482913', links: ['https://letters.example/confirm/t'] });
  expect(read?.raw.toString()).toBe('Subject: second\r\n\r\nbody\r\n');
});

test('a dump of the table gives away no address, link or code', async () => {
  await capture('third');
  const rows = await ctx.db.selectFrom('captured_mails').select('sealed').execute();
  const dump = rows.map(({ sealed }) => sealed.toString('latin1')).join('\n');
  expect(dump).not.toMatch(/olena|letters\.example|482913|third/);
});

test.each([randomUUID(), 'no-uuid', "'; drop table captured_mails; --"])(
  'an id that does not exist, %j, is simply not there',
  async (id) => {
    expect(await readCapturedMail(ctx, id)).toBeNull();
  },
);
