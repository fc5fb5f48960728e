import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { findDelivery } from '~/db/deliveries.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { replyAddressOf } from '~/domain/deliveries/reply-address-of.server';
import { assignReply } from '~/domain/replies/assign-reply.server';
import { enterReply } from '~/domain/replies/enter-reply.server';
import { judgeReply } from '~/domain/replies/judge-reply.server';
import { listPublicReplies } from '~/domain/replies/list-public-replies.server';
import { listReplies } from '~/domain/replies/list-replies.server';
import { publishReply } from '~/domain/replies/publish-reply.server';
import { remindOfReplies } from '~/domain/replies/remind-of-replies.server';
import { replyTextsSchema, typedReplySchema } from '~/domain/replies/reply';
import { saveReplyTexts } from '~/domain/replies/save-reply-texts.server';
import { setClock } from '~/domain/replies/set-clock.server';
import { takeMail } from '~/domain/replies/take-mail.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { writeLocalTime } from '~/primitives/local-time';
import { createTestContext, type TestContext } from '../../support/database';
import { acceptedDelivery, ageDelivery, stateOf } from '../../support/deliveries';
import { incomingMail, letterReport } from '../../support/incoming-mails';
import { createLetter, slug, waitingMails } from '../../support/letter';
import { addMember } from '../../support/updates';

let test$: TestContext;
let ctx: Context;
let letterId: string;
let id: string;
const actor = { kind: 'operator' } as const;
const another = 'another-letter';

beforeEach(async () => {
  test$ = await createTestContext({ REPLY_TO: 'letters@reply.example' });
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  id = await acceptedDelivery(ctx);
});
afterEach(() => test$.drop());

function address(deliveryId = id): string {
  return replyAddressOf(ctx, { deliveryId, fallback: '' });
}

async function take(raw: Buffer, to: { slug?: string } = {}) {
  const mail = await ctx.press.readMail(raw);
  if (!mail) throw new Error('no mail');
  const taken = await takeMail(ctx, { mail, raw, source: 'imap', actor, ...to });
  if (!taken.ok) throw new Error(taken.reason);
  return taken;
}

async function replies(withUnassigned = true) {
  const found = await listReplies(ctx, { slug, withUnassigned });
  if (!found.ok) throw new Error(found.reason);
  return found;
}

async function stored(raw: Buffer): Promise<string> {
  const taken = await take(raw);
  if (taken.outcome !== 'stored') throw new Error(taken.outcome);
  return taken.replyId;
}

describe('an answer by mail', () => {
  test('finds its delivery by the address that only that mail had', async () => {
    const frozen = await readDeliveryDocument(ctx, { id, document: 'message' });
    if (!frozen.ok) throw new Error(frozen.reason);
    const replyTo = /^Reply-To: (\S+)/im.exec(frozen.bytes.toString())?.[1];
    expect(replyTo).toBe(address());
    await take(incomingMail({ to: `Letters <${address().toUpperCase()}>` }));
    expect((await replies()).replies[0]).toMatchObject({ deliveryId: id, kind: null });
  });

  test('finds it by the Message-ID that it answers, and else waits for a person', async () => {
    const row = await findDelivery(ctx.db, id);
    await take(incomingMail({ inReplyTo: row?.message_id }));
    await take(incomingMail({ messageId: '<answer.2@embassy.example>' }));
    const found = await replies();
    expect(found.replies).toHaveLength(1);
    expect(found.unassigned).toHaveLength(1);
    const waiting = found.unassigned[0]?.id ?? '';
    const assigned = await assignReply(ctx, { slug, id: waiting, deliveryId: id, actor });
    expect(assigned).toEqual({ ok: true });
    expect((await replies()).unassigned).toEqual([]);
  });

  test('to an address that somebody made up finds nothing', async () => {
    const forged = address().replace(/.@/, (end) => (end.startsWith('0') ? '1@' : '0@'));
    expect(await take(incomingMail({ to: forged }))).toMatchObject({ assigned: false });
  });

  test('stands once, however often the mailbox hands it over', async () => {
    const raw = incomingMail({ to: address() });
    const all = await Promise.all([take(raw), take(raw), take(raw)]);
    expect(all.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
    expect((await replies()).replies).toHaveLength(1);
  });

  test('uploaded on one letter never lands in another', async () => {
    await createLetter(ctx, another);
    await take(incomingMail({ to: address() }), { slug: another });
    expect((await replies()).replies).toEqual([]);
  });

  test('is plain text, whatever it was, and sealed', async () => {
    const text = '<p>Dear <b>friends</b></p><script>steal()</script><img src="http://x.example/p">';
    await take(incomingMail({ to: address(), html: true, text }));
    const words = (await replies()).replies[0]?.words;
    expect(words?.text).toContain('friends');
    expect(words?.text).not.toMatch(/<|steal/);
    expect(words?.from).toBe('Посольство <secretary@embassy.example>');
    const rows = JSON.stringify(await ctx.db.selectFrom('replies').selectAll().execute());
    expect(rows).not.toMatch(/friends|secretary/);
  });
});

describe('what a program writes by itself', () => {
  test.each([
    { headers: ['Auto-Submitted: auto-replied'] },
    { headers: ['X-Autoreply: yes'] },
    { subject: 'Out of office until Monday' },
  ])('never counts as an answer: %j', async (mark) => {
    const reply = await stored(incomingMail({ to: address(), ...mark }));
    expect((await replies()).replies[0]).toMatchObject({ automatic: true, kind: 'none' });
    const judged = await judgeReply(ctx, { slug, id: reply, kind: 'substantive', actor });
    expect(judged).toMatchObject({ reason: 'automatic' });
    expect(await stateOf(ctx, id)).toBe('accepted');
  });

  test('is put on the ledger when it says that the letter came back', async () => {
    const row = await findDelivery(ctx.db, id);
    const taken = await take(letterReport(row?.message_id ?? ''));
    expect(taken).toMatchObject({ outcome: 'bounced', deliveryId: id });
    expect(await stateOf(ctx, id)).toBe('bounced');
    expect((await replies()).replies).toEqual([]);
  });

  test('changes nothing when it quotes a mail that is not ours', async () => {
    expect(await take(letterReport('<other@x.example>'))).toMatchObject({ outcome: 'ignored' });
    expect(await stateOf(ctx, id)).toBe('accepted');
  });
});

describe('the kind of a reply', () => {
  test.each([
    ['acknowledged', 'acknowledged'],
    ['redirected', 'acknowledged'],
    ['substantive', 'answered'],
    ['refused', 'answered'],
    ['none', 'accepted'],
  ] as const)('%s puts %s on record', async (kind, state) => {
    const reply = await stored(incomingMail({ to: address() }));
    expect(await judgeReply(ctx, { slug, id: reply, kind, actor })).toEqual({ ok: true });
    expect(await stateOf(ctx, id)).toBe(state);
  });

  test('can be judged anew, and the ledger says so', async () => {
    const reply = await stored(incomingMail({ to: address() }));
    await judgeReply(ctx, { slug, id: reply, kind: 'refused', actor });
    const again = await judgeReply(ctx, { slug, id: reply, kind: 'redirected', actor });
    expect(again).toEqual({ ok: true });
    expect(await stateOf(ctx, id)).toBe('acknowledged');
  });

  test('counts as well for a public statement with its source', async () => {
    const form = typedReplySchema.parse({
      deliveryId: id,
      receivedAt: writeLocalTime(new Date(), 'Asia/Seoul'),
      from: 'The Ambassador',
      kind: 'substantive',
      text: 'To a news agency: we are looking into it.',
      statementUrl: 'https://news.example/interview',
    });
    const enter = () => enterReply(ctx, { slug, formId: 'one', form, actor });
    expect((await enter()).ok).toBe(true);
    expect((await enter()).ok).toBe(true);
    expect((await replies()).replies).toHaveLength(1);
    expect(await stateOf(ctx, id)).toBe('answered');
  });

  test('takes no address that a browser would run', () => {
    const form = { receivedAt: 'x', from: 'x', kind: 'none', text: 'x' };
    const script = { ...form, statementUrl: 'javascript:alert(1)' };
    expect(typedReplySchema.safeParse(script).success).toBe(false);
  });
});

describe('the clock', () => {
  async function reminded(): Promise<number[]> {
    await remindOfReplies(ctx);
    return (await waitingMails(ctx, 'reply-due')).map(({ props }) => props.days);
  }

  test('reminds whoever may send after 14, 30 and 45 days, once each', async () => {
    await addMember(ctx, 'deliverer', 'deliverer');
    await addMember(ctx, 'editor', 'editor');
    await ageDelivery(ctx, id, 13);
    expect(await reminded()).toEqual([]);
    for (const days of [14, 30, 45]) {
      await ageDelivery(ctx, id, days);
      await remindOfReplies(ctx);
      await remindOfReplies(ctx);
    }
    expect(await reminded()).toEqual([14, 30, 45]);
  });

  test('tells once what it missed', async () => {
    await addMember(ctx, 'owner');
    await ageDelivery(ctx, id, 50);
    expect(await reminded()).toEqual([50]);
    expect((await remindOfReplies(ctx)).reminded).toBe(0);
  });

  test('stops with an answer or a refusal, and when the letter has it switched off', async () => {
    await addMember(ctx, 'owner');
    await ageDelivery(ctx, id, 15);
    await setClock(ctx, { slug, reminds: false, showsSilence: false, actor });
    expect(await reminded()).toEqual([]);
    await setClock(ctx, { slug, reminds: true, showsSilence: false, actor });
    const reply = await stored(incomingMail({ to: address() }));
    await judgeReply(ctx, { slug, id: reply, kind: 'refused', actor });
    expect(await reminded()).toEqual([]);
    expect((await replies()).silent).toEqual([]);
  });
});

describe('the public', () => {
  async function published(texts: Record<string, string>) {
    const reply = await stored(incomingMail({ to: address() }));
    await judgeReply(ctx, { slug, id: reply, kind: 'substantive', actor });
    const form = replyTextsSchema.parse(texts);
    await saveReplyTexts(ctx, { slug, id: reply, form, actor });
    return { reply, shown: await publishReply(ctx, { slug, id: reply, shown: true, actor }) };
  }

  test('reads what organisers wrote for it, in its language or marked with another', async () => {
    const { reply } = await published({ uk: 'Ми розглядаємо.', sender: '' });
    const [inEnglish] = await listPublicReplies(ctx, { letterId, locale: 'en' });
    expect(inEnglish).toMatchObject({
      locale: 'uk',
      paragraphs: ['Ми розглядаємо.'],
      sender: null,
    });
    expect(JSON.stringify(inEnglish)).not.toMatch(/secretary|Посольство/);
    const form = replyTextsSchema.parse({ en: 'Changed' });
    expect(await saveReplyTexts(ctx, { slug, id: reply, form, actor })).toMatchObject({
      reason: 'published',
    });
    await publishReply(ctx, { slug, id: reply, shown: false, actor });
    expect(await listPublicReplies(ctx, { letterId, locale: 'en' })).toEqual([]);
  });

  test('gets nothing that has no words for it, or that nobody judged', async () => {
    expect((await published({})).shown).toMatchObject({ reason: 'no-text' });
    const unjudged = await stored(incomingMail({ messageId: '<3@e.example>', to: address() }));
    const shown = await publishReply(ctx, { slug, id: unjudged, shown: true, actor });
    expect(shown).toMatchObject({ reason: 'not-judged' });
  });
});

describe('a year after the letter closed', () => {
  test('nothing of what was written is left, nor its files, but for what is public', async () => {
    const attachment = { name: 'note.html', content: '<p>private</p>' };
    const reply = await stored(incomingMail({ to: address(), attachment }));
    await judgeReply(ctx, { slug, id: reply, kind: 'substantive', actor });
    const form = replyTextsSchema.parse({ en: 'In public' });
    await saveReplyTexts(ctx, { slug, id: reply, form, actor });
    await publishReply(ctx, { slug, id: reply, shown: true, actor });
    await ctx.db
      .updateTable('letters')
      .set({ closes_at: sql<Date>`now() - interval '366 days'` })
      .execute();
    const run = await runRetention(ctx, { actor: { kind: 'system' } });
    expect(run.erased['reply-contents']).toBe(1);
    expect((await replies()).replies[0]?.words).toBeNull();
    expect(await ctx.db.selectFrom('reply_files').select('id').execute()).toEqual([]);
    const [shown] = await listPublicReplies(ctx, { letterId, locale: 'en' });
    expect(shown?.paragraphs).toEqual(['In public']);
  });

  test('mails that belonged nowhere are gone after a month already', async () => {
    await take(incomingMail());
    await ctx.db
      .updateTable('replies')
      .set({ recorded_at: sql<Date>`now() - interval '31 days'` })
      .execute();
    const run = await runRetention(ctx, { actor: { kind: 'system' } });
    expect(run.erased['unassigned-mails']).toBe(1);
    expect((await replies()).unassigned).toEqual([]);
  });
});
