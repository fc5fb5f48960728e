import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runInvalidationBatch } from '~/domain/invalidations/run-invalidation-batch.server';
import { undoInvalidation } from '~/domain/invalidations/undo-invalidation.server';
import { readDeskCounts } from '~/domain/letters/read-desk-counts.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import { answerAsking } from '~/domain/reports/answer-asking.server';
import { askReported } from '~/domain/reports/ask-reported.server';
import { endMootCases } from '~/domain/reports/end-moot-cases.server';
import { keepReported } from '~/domain/reports/keep-reported.server';
import { readAsking } from '~/domain/reports/read-asking.server';
import { mostReportsPerCase } from '~/domain/reports/signature-report';
import { takeOutReported } from '~/domain/reports/take-out-reported.server';
import { warnOfDueCases } from '~/domain/reports/warn-of-due-cases.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug, waitingMails } from '../../support/letter';
import { nextCase, report, signPublicly } from '../../support/reporting';

let test$: TestContext;
let letterId: string;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
beforeEach(async () => {
  for (const table of ['messages', 'signatures'] as const) {
    await test$.ctx.db.deleteFrom(table).execute();
  }
});
afterAll(() => test$.drop());

async function shown() {
  const found = await listPublicSignatories(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return { count: found.letter.counts.signatures, names: found.signatories.map((one) => one.name) };
}

function countRows(table: 'report_cases' | 'signature_reports') {
  return test$.ctx.db
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
    .then(({ rows }) => rows);
}

describe('a report', () => {
  test('takes nobody out of the count, and several about one person are one case', async () => {
    const { ctx } = test$;
    const { number } = await signPublicly(ctx, { name: 'Перша Особа' });
    await report(ctx, letterId, number, { reason: 'abusive' });
    await report(ctx, letterId, number, { reason: 'other', words: 'Так  не\u202e звуть.' });
    expect(await shown()).toEqual({ count: 1, names: ['Перша Особа'] });
    const { current, waiting } = await nextCase(ctx);
    expect(waiting).toBe(1);
    expect(current?.signature.name).toBe('Перша Особа');
    expect(current?.reports.map(({ reason, words }) => [reason, words])).toEqual([
      ['abusive', null],
      ['other', 'Так  не звуть.'],
    ]);
  });

  test('is one however often the same form is sent', async () => {
    const { ctx } = test$;
    const { number } = await signPublicly(ctx);
    const ticket = 'the-ticket-of-one-form';
    const [one, other] = await Promise.all([
      report(ctx, letterId, number, { ticket }),
      report(ctx, letterId, number, { ticket }),
    ]);
    expect(one).toEqual(other);
    expect(one.reference).toMatch(/^\w{4}-\w{4}$/);
    expect(await countRows('signature_reports')).toBe(1);
  });

  test('says the same of everybody, and is kept only of who stands in public', async () => {
    const { ctx } = test$;
    const hidden = await signPublicly(ctx, { visibility: 'letter' });
    const withdrawn = await signPublicly(ctx);
    await withdrawSignature(ctx, { token: withdrawn.manageToken });
    for (const number of [hidden.number, withdrawn.number, 2_000_000_000]) {
      const answer = await report(ctx, letterId, number, { email: 'me@reporters.example' });
      expect(answer.reference).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    }
    expect(await countRows('report_cases')).toBe(0);
  });

  test('beyond twenty about one person stores nothing more', async () => {
    const { ctx } = test$;
    const { number } = await signPublicly(ctx);
    for (let n = 0; n < mostReportsPerCase + 3; n += 1) await report(ctx, letterId, number);
    expect(await countRows('signature_reports')).toBe(mostReportsPerCase);
    expect(await countRows('report_cases')).toBe(1);
  });

  test('of a name used without permission comes first, unless a busy network did no work for it', async () => {
    const { ctx } = test$;
    const people = [];
    for (const name of ['Перша', 'Друга', 'Третя']) {
      people.push(await signPublicly(ctx, { name: `${name} Особа` }));
    }
    const [first, second, third] = people.map(({ number }) => number);
    await report(ctx, letterId, first ?? 0);
    const reason = 'without-permission';
    await report(ctx, letterId, second ?? 0, { reason, proven: false });
    await report(ctx, letterId, third ?? 0, { reason });
    const queue = await nextCase(ctx);
    expect(queue.current?.signature.name).toBe('Третя Особа');
    expect(queue.previous).toBeNull();
    const after = await nextCase(ctx, queue.next ?? '');
    expect(after).toMatchObject({ place: 2, current: { signature: { name: 'Перша Особа' } } });
    await report(ctx, letterId, second ?? 0, { reason });
    expect((await nextCase(ctx)).waiting).toBe(3);
    const urgent = await nextCase(ctx, (await nextCase(ctx)).next ?? '');
    expect(urgent.current?.urgent).toBe(true);
  });
});

describe('an answer', () => {
  test('is due 72 hours after the first report by the database’s clock, whatever ours says', async () => {
    const { ctx } = test$;
    const wrong = { ...ctx, clock: { now: () => new Date('2031-01-01T00:00:00Z') } };
    const { number } = await signPublicly(ctx);
    await report(wrong, letterId, number);
    const { current } = await nextCase(wrong);
    const opened = new Date(current?.openedAt ?? 0).getTime();
    expect(new Date(current?.dueAt ?? 0).getTime() - opened).toBe(72 * 3_600_000);
    expect(current?.overdue).toBe(false);
    expect(await readDeskCounts(wrong, letterId)).toMatchObject({
      reportsOpen: 1,
      reportsOverdue: 0,
    });
    await ctx.db
      .updateTable('report_cases')
      .set({ due_at: sql`now() - interval '1 second'` })
      .execute();
    expect((await nextCase(ctx)).current?.overdue).toBe(true);
    expect(await readDeskCounts(ctx, letterId)).toMatchObject({ reportsOverdue: 1 });
  });

  test('reaches who gave an address, once, and then the address is gone', async () => {
    const { ctx } = test$;
    const { number } = await signPublicly(ctx);
    const { reference } = await report(ctx, letterId, number, { email: 'me@reporters.example' });
    await report(ctx, letterId, number);
    expect(await waitingMails(ctx, 'report-decided')).toEqual([]);
    const { current } = await nextCase(ctx);
    expect(current?.reports[0]?.emailMasked).toBe('m•••@reporters.example');
    const input = { slug, id: current?.id ?? '', actor };
    expect(await keepReported(ctx, { ...input, slug: 'another-letter' })).toMatchObject({
      reason: 'not-found',
    });
    expect(await keepReported(ctx, input)).toEqual({ ok: true });
    expect(await keepReported(ctx, input)).toMatchObject({ reason: 'not-open' });
    const mails = await waitingMails(ctx, 'report-decided');
    expect(mails).toMatchObject([
      { to: 'me@reporters.example', props: { reference, outcome: 'kept', locale: 'uk' } },
    ]);
    const rows = await ctx.db.selectFrom('signature_reports').select(['id', 'sealed']).execute();
    for (const { id, sealed } of rows) {
      expect(ctx.keyring.unseal(sealed, `signature-report:${id}`)).toMatchObject({ email: null });
    }
    expect(await shown()).toMatchObject({ count: 1 });
    expect((await nextCase(ctx)).current).toBeNull();
  });

  test('that takes the signature out is one that can be undone', async () => {
    const { ctx } = test$;
    const { number } = await signPublicly(ctx, { name: 'Хтось Інший' });
    await report(ctx, letterId, number, { email: 'me@reporters.example' });
    const { current } = await nextCase(ctx);
    const input = { slug, id: current?.id ?? '', actor, because: 'without-permission' as const };
    const taken = await takeOutReported(ctx, input);
    if (!taken.ok) throw new Error(taken.reason);
    expect(await shown()).toEqual({ count: 0, names: [] });
    expect(await waitingMails(ctx, 'report-decided')).toMatchObject([
      { props: { outcome: 'taken-out' } },
    ]);
    await undoInvalidation(ctx, { slug, id: taken.invalidationId, actor });
    await runInvalidationBatch(ctx);
    expect(await shown()).toEqual({ count: 1, names: ['Хтось Інший'] });
    const again = await report(ctx, letterId, number);
    expect(again.reference).toBeTruthy();
    expect((await nextCase(ctx)).waiting).toBe(1);
  });

  test('by two at once is one, and the other is told', async () => {
    const { ctx } = test$;
    const { number } = await signPublicly(ctx);
    await report(ctx, letterId, number);
    const { current } = await nextCase(ctx);
    const input = { slug, id: current?.id ?? '', actor };
    const answers = await Promise.all([
      keepReported(ctx, input),
      takeOutReported(ctx, { ...input, because: 'other' }),
      keepReported(ctx, input),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test.each([
    ['withdrawn', withdrawSignature],
    ['erased', eraseSignature],
  ])('comes by itself when the signature is %s by its owner', async (_how, takeBack) => {
    const { ctx } = test$;
    const { number, manageToken } = await signPublicly(ctx);
    await report(ctx, letterId, number, { email: 'me@reporters.example' });
    await takeBack(ctx, { token: manageToken });
    expect(await waitingMails(ctx, 'report-decided')).toMatchObject([
      { to: 'me@reporters.example', props: { outcome: 'gone' } },
    ]);
    expect((await nextCase(ctx)).current).toBeNull();
  });

  test('comes within minutes when it was taken out with many others', async () => {
    const { ctx } = test$;
    const { id, number } = await signPublicly(ctx);
    await report(ctx, letterId, number, { email: 'me@reporters.example' });
    await ctx.db
      .updateTable('signatures')
      .set({ state: 'invalidated', public_name: null })
      .where('id', '=', id)
      .execute();
    const { current } = await nextCase(ctx);
    const input = { slug, id: current?.id ?? '', actor };
    expect(await keepReported(ctx, input)).toMatchObject({ reason: 'not-standing' });
    expect(await endMootCases(ctx)).toEqual({ ended: 1 });
    expect(await endMootCases(ctx)).toEqual({ ended: 0 });
    expect(await waitingMails(ctx, 'report-decided')).toHaveLength(1);
  });
});

describe('whoever may decide', () => {
  test('is told by one mail, once a case, that an answer is due within twelve hours', async () => {
    const { ctx } = test$;
    const far = { ...ctx, clock: { now: () => new Date('2031-01-01T00:00:00Z') } };
    const people: [string, OrganiserRole, string?][] = [
      ['owner@desk.example', 'owner'],
      ['moderator@desk.example', 'moderator', slug],
      ['elsewhere@desk.example', 'moderator', 'another-letter'],
      ['auditor@desk.example', 'auditor'],
    ];
    for (const [email, role, letter] of people) {
      await addOrganiser(ctx, { email, role, letter, actor });
    }
    for (const name of ['Перша Особа', 'Друга Особа']) {
      const { number } = await signPublicly(ctx, { name });
      await report(ctx, letterId, number);
    }
    expect(await warnOfDueCases(far)).toEqual({ warned: 0 });
    const soon = (hours: number) => sql<Date>`now() + ${hours} * interval '1 hour'`;
    await ctx.db
      .updateTable('report_cases')
      .set({ due_at: soon(12.1) })
      .execute();
    expect(await warnOfDueCases(far)).toEqual({ warned: 0 });
    await ctx.db
      .updateTable('report_cases')
      .set({ due_at: soon(11.9) })
      .execute();
    const runs = await Promise.all([warnOfDueCases(ctx), warnOfDueCases(ctx)]);
    expect(runs.reduce((sum, { warned }) => sum + warned, 0)).toBe(2);
    expect(await warnOfDueCases(ctx)).toEqual({ warned: 0 });
    const mails = await waitingMails(ctx, 'report-due');
    const told = mails.map(({ to, props }) => [to, props.cases]).sort();
    expect(told).toEqual([
      ['moderator@desk.example', 2],
      ['owner@desk.example', 2],
    ]);
  });
});

describe('what was written in a report', () => {
  test('goes 30 days after the decision, and after a year without one', async () => {
    const { ctx } = test$;
    const ages = { decided: 31, fresh: 29, forgotten: 366, waiting: 300 };
    for (const name of Object.keys(ages)) {
      const { number } = await signPublicly(ctx, { name });
      await report(ctx, letterId, number, { words: name });
    }
    const cases = await ctx.db
      .selectFrom('report_cases')
      .select('id')
      .orderBy('opened_at')
      .execute();
    for (const [index, [name, days]] of Object.entries(ages).entries()) {
      const at = sql<Date>`now() - ${days} * interval '1 day'`;
      const ended = name === 'decided' || name === 'fresh';
      await ctx.db
        .updateTable('report_cases')
        .set(ended ? { state: 'kept', decided_at: at } : { opened_at: at })
        .where('id', '=', cases[index]?.id ?? '')
        .execute();
    }
    expect((await runRetention(ctx, { actor })).erased['ended-reports']).toBe(2);
    expect(await countRows('report_cases')).toBe(2);
    expect(await countRows('signature_reports')).toBe(2);
  });
});

describe('a signatory who is asked', () => {
  async function ask() {
    const { ctx } = test$;
    const signed = await signPublicly(ctx, { name: '김민서' });
    await report(ctx, letterId, signed.number);
    const { current } = await nextCase(ctx);
    const input = { slug, id: current?.id ?? '', actor };
    expect(await askReported(ctx, input)).toEqual({ ok: true });
    const [mail] = await waitingMails(ctx, 'confirm-again');
    if (!mail) throw new Error('no mail');
    return { ...signed, input, mail, token: mail.props.againToken };
  }

  test('gets one mail in the language of the signature and stands by it with one press', async () => {
    const { ctx } = test$;
    const { input, mail, token, email } = await ask();
    expect(mail).toMatchObject({ to: email, props: { name: '김민서', locale: 'ko' } });
    expect(await askReported(ctx, input)).toMatchObject({ reason: 'already-asked' });
    expect(await readAsking(ctx, { token })).toMatchObject({ ok: true, state: 'asked' });
    expect(await readAsking(ctx, { token: 'unknown' })).toMatchObject({ ok: false });
    await answerAsking(ctx, { token });
    await answerAsking(ctx, { token });
    expect(await readAsking(ctx, { token })).toMatchObject({ state: 'answered' });
    const { current } = await nextCase(ctx);
    expect(current?.answeredAt).not.toBeNull();
    expect(await shown()).toMatchObject({ count: 1 });
    const entries = await ctx.db
      .selectFrom('audit_entries')
      .select('action')
      .where('object_id', '=', input.id)
      .orderBy('id')
      .execute();
    expect(entries.map(({ action }) => action)).toEqual([
      'report.received',
      'report.asked',
      'report.confirmed-again',
    ]);
  });

  test('is told when it was decided, or the link has run out', async () => {
    const { ctx } = test$;
    const { input, token } = await ask();
    await ctx.db
      .updateTable('report_cases')
      .set({ ask_expires_at: sql`now() - interval '1 second'` })
      .execute();
    expect(await readAsking(ctx, { token })).toMatchObject({ state: 'expired' });
    await answerAsking(ctx, { token });
    expect((await nextCase(ctx)).current).toMatchObject({ answeredAt: null, askExpired: true });
    await keepReported(ctx, input);
    expect(await readAsking(ctx, { token })).toMatchObject({ state: 'ended' });
  });
});
