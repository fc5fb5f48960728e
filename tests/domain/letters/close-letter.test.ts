import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '~/domain/audit/list-audit.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { closeLetter } from '~/domain/letters/close-letter.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { takesSignatures } from '~/domain/letters/letter-view';
import { listOpenLetters } from '~/domain/letters/list-open-letters.server';
import { scheduleClosing } from '~/domain/letters/schedule-closing.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { signFormSchema } from '~/domain/signatures/signature';
import { changeClosing } from '~/http/change-closing.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, waitingMails } from '../../support/letter';

let test$: TestContext;
let slug: string;
let number = 0;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
});
afterAll(() => test$.drop());
beforeEach(async () => {
  number += 1;
  slug = `letter-${number}`;
  await createLetter(test$.ctx, slug);
});

const close = (confirm = slug) => closeLetter(test$.ctx, { slug, confirm, actor });
const until = (closesAt: Date | null) => scheduleClosing(test$.ctx, { slug, closesAt, actor });
const tomorrow = () => new Date(test$.ctx.clock.now().getTime() + 24 * 3600 * 1000);

async function letter() {
  const found = await findLetter(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return found.letter;
}

const openSlugs = async () => (await listOpenLetters(test$.ctx)).map((one) => one.slug);

async function sign(email: string): Promise<string> {
  const form = signFormSchema.parse({ name: '김민서', email, visibility: 'public', updates: '' });
  const signed = await signLetter(test$.ctx, { slug, locale: 'ko', form });
  return signed.ok ? 'signed' : signed.reason;
}

const change = (fields: Record<string, string>) =>
  changeClosing(test$.ctx, { slug, timeZone: 'Asia/Seoul', fields, actor });

describe('an owner', () => {
  test('closes a letter: it is readable, and nobody signs or confirms any more', async () => {
    await sign(`early-${number}@people.example`);
    const mails = await waitingMails(test$.ctx, 'confirm-signature');
    const token = mails.at(-1)?.props.confirmToken ?? '';
    const before = await letter();
    expect(await close('another word')).toEqual({ ok: false, reason: 'confirm-mismatch' });
    expect(takesSignatures(await letter(), test$.ctx.clock.now())).toBe(true);
    expect(await close()).toEqual({ ok: true });
    const closed = await letter();
    expect(closed.state).toBe('closed');
    expect(closed.version).toEqual(before.version);
    expect(await sign(`late-${number}@people.example`)).toBe('closed');
    expect(await confirmToken(test$.ctx, { token })).toMatchObject({ ok: false, reason: 'closed' });
    expect(await openSlugs()).not.toContain(slug);
  });

  test('closes it twice without moving its end, from which the periods of erasing run', async () => {
    await close();
    const { closesAt } = await letter();
    expect(closesAt).not.toBeNull();
    expect(await close('')).toEqual({ ok: true });
    expect((await letter()).closesAt).toBe(closesAt);
  });

  test('opens it again until a time, or without an end', async () => {
    await close();
    const end = tomorrow();
    expect(await until(end)).toEqual({ ok: true });
    expect(await letter()).toMatchObject({ state: 'open', closesAt: end.toISOString() });
    expect(await sign(`again-${number}@people.example`)).toBe('signed');
    expect(await until(null)).toEqual({ ok: true });
    expect((await letter()).closesAt).toBeNull();
  });

  test('cannot let it end in the past, nor close or open a draft', async () => {
    const past = new Date(test$.ctx.clock.now().getTime() - 1000);
    expect(await until(past)).toEqual({ ok: false, reason: 'past' });
    const drafted = test$.ctx.db.updateTable('letters').set({ state: 'draft' });
    await drafted.where('slug', '=', slug).execute();
    expect(await close()).toEqual({ ok: false, reason: 'draft' });
    expect(await until(tomorrow())).toEqual({ ok: false, reason: 'draft' });
  });

  test('sees it leave the list of open letters when its time is over', async () => {
    expect(await openSlugs()).toContain(slug);
    await until(tomorrow());
    expect(await openSlugs()).toContain(slug);
    const later = { ...test$.ctx, clock: { now: () => new Date(tomorrow().getTime() + 1000) } };
    const open = await listOpenLetters(later);
    expect(open.map((one) => one.slug)).not.toContain(slug);
  });

  test('finds each step in the audit log', async () => {
    await until(tomorrow());
    await close();
    await until(null);
    const { entries } = await listAudit(test$.ctx, { slug });
    const steps = entries.map(({ action }) => action).filter((action) => /^letter\./.test(action));
    expect(steps.slice(0, 3)).toEqual(['letter.reopened', 'letter.closed', 'letter.closing-set']);
  });
});

describe('the form', () => {
  test('is read in the time zone of the letter', async () => {
    expect(await change({ intent: 'schedule', closesAt: '2027-03-28T18:00' })).toMatchObject({
      done: 'scheduled',
    });
    expect((await letter()).closesAt).toBe('2027-03-28T09:00:00.000Z');
    expect(await change({ intent: 'schedule', closesAt: '', endless: 'yes' })).toMatchObject({
      done: 'scheduled',
    });
    expect((await letter()).closesAt).toBeNull();
  });

  test.each([
    [{ intent: 'schedule', closesAt: '' }, 'closesAt'],
    [{ intent: 'schedule', closesAt: 'soon' }, 'closesAt'],
    [{ intent: 'schedule', closesAt: '2020-01-01T00:00' }, 'closesAt'],
    [{ intent: 'close', confirm: 'yes' }, 'confirm'],
  ])('with %o names the field and changes nothing', async (fields, fieldId) => {
    const before = await letter();
    expect(await change(fields)).toMatchObject({ ok: false, refused: { refusal: { fieldId } } });
    expect(await letter()).toEqual(before);
  });
});
