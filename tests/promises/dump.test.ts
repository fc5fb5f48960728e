import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { runOutbox } from '~/jobs/run-outbox.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { until } from '../support/application';
import { createTestContext, type TestContext } from '../support/database';
import { invite } from '../support/invitation';
import { createLetter, signForm, slug } from '../support/letter';

let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
});
afterAll(() => test$.drop());

/** Every value of every table, as text, and binary ones as the bytes they are. */
async function dump(): Promise<string> {
  const client = new Client({ connectionString: test$.connectionString });
  await client.connect();
  const tables = await client.query(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  let text = '';
  for (const { name } of tables.rows) {
    const { rows } = await client.query(`select * from ${name}`);
    for (const value of rows.flatMap((row) => Object.values(row))) {
      text += Buffer.isBuffer(value)
        ? `${value.toString('latin1')}\n${value.toString('utf8')}\n`
        : `${JSON.stringify(value)}\n`;
    }
  }
  await client.end();
  return text;
}

test('who reads the database finds no address, hidden name, live token or code', async () => {
  const { ctx } = test$;
  const tokens: string[] = [];
  for (const visibility of ['public', 'letter', 'counted']) {
    const form = signForm({
      name: `Canary ${visibility} 카나리아`,
      email: `canary-${visibility}@birds.example`,
      affiliation: `Affiliation-${visibility}`,
      title: `Title-${visibility}`,
      comment: `Comment-${visibility}`,
      visibility,
    });
    await signLetter(ctx, { slug, locale: 'ko', form });
  }
  const endorsement = endorseFormSchema.parse({
    organisation: 'Visible Organisation',
    organisationEn: 'Visible Organisation',
    country: 'UA',
    website: 'visible.example',
    representative: 'Canary Representative',
    role: 'Canary Role',
    email: 'canary-representative@visible.example',
    showRepresentative: 'yes',
    authorised: 'on',
  });
  await endorseLetter(ctx, { slug, locale: 'uk', form: endorsement, logo: null });
  const { token } = await invite(
    ctx,
    { kind: 'operator' },
    {
      email: 'canary-invited@birds.example',
      representative: 'Canary Invited',
      note: 'Canary Note',
    },
  );
  tokens.push(token);
  const organiser = { email: 'canary-organiser@birds.example', role: 'owner' } as const;
  const added = await addOrganiser(ctx, { ...organiser, actor: { kind: 'operator' } });
  if (added.ok) tokens.push(added.signInToken);

  const outbox = runOutbox(ctx);
  const mails = await until('all captured mails', async () => {
    const captured = await listCapturedMails(ctx);
    return captured.length === 5 && captured;
  });
  await outbox.stop();
  for (const mail of mails) {
    const words = mail.links.map((link) => link.split('/').at(-1) ?? link);
    tokens.push(...words.filter((word) => word !== slug));
    if (mail.code) tokens.push(mail.code);
    const confirm = mail.links.find((link) => link.includes('/confirm/'));
    if (mail.to !== 'canary-counted@birds.example') {
      await confirmToken(ctx, { token: confirm?.split('/').at(-1) ?? '' });
    }
  }
  const prepared = { slug, target: 'embassy', actor: { kind: 'operator' } } as const;
  expect(await prepareDelivery(ctx, prepared)).toMatchObject({ ok: true });

  const text = await dump();
  expect(text).toContain('Canary public 카나리아');
  expect(text).toContain('Visible Organisation');
  const secret = [
    '@birds.example',
    'canary-representative',
    'embassy-seoul@',
    'Canary letter',
    'Canary counted',
    'Affiliation-letter',
    'Title-counted',
    'Comment-',
    'Canary Representative',
    'Canary Role',
    'Canary Invited',
    'Canary Note',
    '127.0.0.1',
    ...tokens,
  ];
  expect(tokens.length).toBeGreaterThan(8);
  for (const canary of secret) expect(text.includes(canary), canary).toBe(false);
});
