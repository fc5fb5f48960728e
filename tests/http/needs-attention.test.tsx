import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { checkFigures } from '~/domain/figures/check-figures.server';
import { days, hours } from '~/primitives/duration';
import * as overview from '~/routes/organise.letters.$slug._index';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

const base = `/organise/letters/${slug}`;
let test$: TestContext;
let ctx: Context;
let letterId: string;
let session: string;
let pages: ReturnType<typeof servePages>;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  session = await openSession(ctx, 'owner');
  pages = servePages(ctx, { 'organise/letters/:slug': overview });
});
beforeEach(async () => {
  for (const table of ['bounces', 'messages', 'text_drafts'] as const) {
    await ctx.db.deleteFrom(table).execute();
  }
});
afterAll(() => test$.drop());

/** The list of what needs attention, as text with its links. */
async function attention(): Promise<string> {
  const answer = await pages(base, { headers: { Cookie: `undersigned=${session}` } });
  const html = (await answer.text()).replaceAll('<!-- -->', '');
  return /<h2 id="attention-heading">[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
}

function ago(span: number): Date {
  return new Date(Date.now() - span);
}

async function plantMessage(given: {
  state: 'queued' | 'sent';
  createdAt: Date;
  finishedAt?: Date;
  tried?: boolean;
  deliveryId?: string;
}): Promise<string> {
  const id = randomUUID();
  await ctx.db
    .insertInto('messages')
    .values({
      id,
      kind: 'confirm-signature',
      state: given.state,
      dedupe_key: id,
      message_id: `<${id}@letters.example>`,
      recipient_index: Buffer.from(id),
      recipient_domain_index: Buffer.from(id),
      delivery_id: given.deliveryId ?? null,
      created_at: given.createdAt,
      finished_at: given.finishedAt ?? null,
      server_answer: given.tried ? 'ECONNREFUSED' : null,
    })
    .execute();
  return id;
}

async function plantBounce(messageId: string): Promise<void> {
  await ctx.db
    .insertInto('bounces')
    .values({
      message_id: messageId,
      recipient_index: Buffer.from(messageId),
      hardness: 'hard',
      status: '5.1.1',
    })
    .execute();
}

describe('the overview tells an owner', () => {
  test('since when no mail leaves, and stops when one has left', async () => {
    await plantMessage({ state: 'sent', createdAt: ago(hours(5)), finishedAt: ago(hours(5)) });
    await plantMessage({ state: 'queued', createdAt: ago(hours(3)), tried: true });
    await plantMessage({ state: 'queued', createdAt: ago(hours(2)), tried: true });
    await plantMessage({ state: 'queued', createdAt: ago(hours(1)) });
    const text = await attention();
    expect(text).toMatch(/No mail has left since .* \(Seoul time\)\. 2 mails wait/);
    expect(text).toContain('nothing is lost');
    await plantMessage({ state: 'sent', createdAt: ago(hours(1)), finishedAt: new Date() });
    expect(await attention()).not.toContain('No mail has left');
  });

  test('nothing of a mail that was put off some minutes ago', async () => {
    await plantMessage({ state: 'queued', createdAt: new Date(), tried: true });
    expect(await attention()).not.toContain('No mail has left');
  });

  test('what came back: the letter itself, and mails to people', async () => {
    const target = await ctx.db
      .selectFrom('delivery_targets')
      .select('name')
      .where('channel', '=', 'email')
      .executeTakeFirstOrThrow();
    const actor = { kind: 'operator' } as const;
    const prepared = await prepareDelivery(ctx, { slug, target: target.name, actor });
    if (!prepared.ok) throw new Error(prepared.reason);
    const { id } = await ctx.db.selectFrom('deliveries').select('id').executeTakeFirstOrThrow();
    const sent = { state: 'sent', createdAt: ago(hours(9)), finishedAt: ago(hours(9)) } as const;
    await plantBounce(await plantMessage({ ...sent, deliveryId: id }));
    expect(await attention()).toMatch(/The letter to .* came back \(5\.1\.1\)/);
    expect(await attention()).toContain(`href="${base}/deliveries/${id}"`);
    expect(await attention()).not.toContain('of this installation came back');
    await plantBounce(await plantMessage(sent));
    expect(await attention()).toContain('2 mails of this installation came back');
    await sql`update bounces set received_at = now() - interval '8 days' where true`.execute(
      ctx.db,
    );
    expect(await attention()).not.toContain('of this installation came back');
  });

  test('that a translation is older than what it translates', async () => {
    const draft = { letter_id: letterId, kind: 'letter', content: '{}' };
    await ctx.db
      .insertInto('text_drafts')
      .values([
        { ...draft, locale: 'en', revision: 4 },
        { ...draft, locale: 'ko', master_revision: 3 },
        { ...draft, locale: 'uk', master_revision: 4 },
      ])
      .execute();
    const text = await attention();
    expect(text).toContain('The Korean text of the letter is older than the text it translates.');
    expect(text).toContain(`href="${base}/letter?language=ko"`);
    expect(text).not.toContain('The Ukrainian text of the letter is older');
  });

  test('that a program is not called any more because it never answered, not that it was paused', async () => {
    const plant = (label: string, failingSince: Date | null) =>
      ctx.db
        .insertInto('webhooks')
        .values({
          id: randomUUID(),
          letter_id: letterId,
          label,
          events: ['letter.closed'],
          sealed: Buffer.from(label),
          created_by: 'operator',
          paused_at: new Date(),
          failing_since: failingSince,
        })
        .execute();
    await plant('Paused by hand', null);
    await plant('Newsroom', ago(days(1)));
    const text = await attention();
    expect(text).toContain('The program “Newsroom” did not answer for three days');
    expect(text).not.toContain('Paused by hand');
    await ctx.db.deleteFrom('webhooks').execute();
  });

  test('that the letter closes within five days, not before', async () => {
    const closes = (span: number) =>
      ctx.db
        .updateTable('letters')
        .set({ closes_at: new Date(Date.now() + span) })
        .where('id', '=', letterId)
        .execute();
    await closes(days(6));
    expect(await attention()).not.toContain('The letter closes on');
    await closes(days(4));
    expect(await attention()).toMatch(/The letter closes on .* \(Seoul time\)/);
    expect(await attention()).toContain(`href="${base}/closing"`);
    await closes(days(60));
  });

  test('that figures were wrong and have been put right', async () => {
    await sql`insert into signature_figures values (${letterId}, 'state', 'confirmed/public', 7)`.execute(
      ctx.db,
    );
    expect(await checkFigures(ctx)).toEqual({ drift: 7 });
    const text = await attention();
    expect(text).toContain('Figures of this letter were wrong, by 7 in all');
    expect(text).toContain(`href="${base}/audit?action=figures.mended"`);
  });
});
