import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '~/domain/audit/list-audit.server';
import { createLetter } from '~/domain/letters/create-letter.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { listDeskLetters } from '~/domain/letters/list-desk-letters.server';
import { newLetterSchema } from '~/domain/letters/new-letter';
import { readDeskLetter } from '~/domain/letters/read-desk-letter.server';
import { proposeSlug, slugFault } from '~/domain/letters/slug';
import { createTestContext, type TestContext } from '../../support/database';
import { type Colleague, colleague } from '../../support/writing';

let test$: TestContext;
let editor: Colleague;

beforeAll(async () => {
  test$ = await createTestContext();
  editor = await colleague(test$.ctx, 'begins');
});
afterAll(() => test$?.drop());

const typed = {
  title: 'Free the prisoners',
  slug: '',
  masterLocale: 'ko',
  locales: ['en'],
  timeZone: 'Asia/Seoul',
};

function faults(given: Partial<Record<keyof typeof typed, unknown>>) {
  const parsed = newLetterSchema.safeParse({ ...typed, ...given });
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

describe('whoever begins a letter', () => {
  test('gets a draft with its working title, and owns it', async () => {
    const form = newLetterSchema.parse(typed);
    expect(form).toMatchObject({ slug: 'free-the-prisoners', locales: ['en', 'ko'] });
    const begun = await createLetter(test$.ctx, { ...form, actor: editor.actor });
    expect(begun).toEqual({ ok: true, slug: 'free-the-prisoners' });
    const found = await readDeskLetter(test$.ctx, { slug: 'free-the-prisoners' });
    if (!found.ok) throw new Error(found.reason);
    const { letter } = found;
    expect(letter).toMatchObject({
      state: 'draft',
      masterLocale: 'ko',
      locales: ['en', 'ko'],
      readableIn: [],
      timeZone: 'Asia/Seoul',
      version: { number: 1 },
      reviews: { ko: 'missing' },
    });
    expect(letter.texts.ko.title).toBe('Free the prisoners');
    expect(letter.texts.ko.paragraphs).toEqual([]);
    const role = await test$.ctx.db
      .selectFrom('letter_roles')
      .select(['letter_id', 'organiser_id', 'role'])
      .execute();
    expect(role).toMatchObject([
      { letter_id: letter.id, organiser_id: editor.actor.organiserId, role: 'owner' },
    ]);
    const { entries } = await listAudit(test$.ctx, { slug: letter.slug });
    expect(entries[0]).toMatchObject({ action: 'letter.created' });
  });

  test('sees it in the list, and nobody finds it in public', async () => {
    const listed = await listDeskLetters(test$.ctx);
    expect(listed).toMatchObject([{ slug: 'free-the-prisoners', title: 'Free the prisoners' }]);
    const found = await findLetter(test$.ctx, { slug: 'free-the-prisoners' });
    expect(found).toEqual({ ok: false, reason: 'not-found' });
  });

  test('is told when the short name is taken, and which one like it is free', async () => {
    const form = newLetterSchema.parse(typed);
    const again = await createLetter(test$.ctx, { ...form, actor: editor.actor });
    expect(again).toEqual({ ok: false, reason: 'taken', free: 'free-the-prisoners-2' });
  });

  test('gets one of two letters when two begin with the same short name at once', async () => {
    const form = newLetterSchema.parse({ ...typed, slug: 'at-once' });
    const both = await Promise.all(
      [1, 2].map(() => createLetter(test$.ctx, { ...form, actor: editor.actor })),
    );
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});

describe('a short name', () => {
  test.each([
    ['Freiheit für Олена – now', 'freiheit-fur-now'],
    ['People’s rights, 2026!', 'peoples-rights-2026'],
    ['자유', ''],
    [`${'word '.repeat(30)}`, 'word-word-word-word-word-word-word-word-word-word-word-word'],
  ])('is proposed from a title: %s', (title, slug) => {
    expect(proposeSlug(title)).toBe(slug);
  });

  test.each(['new', 'edit', 'feed'])('cannot be %s, which the site needs', (slug) => {
    expect(slugFault(slug)).toBe('reserved');
  });

  test.each(['Two', 'a--b', '-a', 'a b', 'з', 'a/b'])('cannot be %s', (slug) => {
    expect(slugFault(slug)).toBe('shape');
  });
});

describe('the form', () => {
  test.each([
    [{ title: ' ' }, 'title-missing'],
    [{ title: '자유' }, 'slug-empty'],
    [{ slug: 'new' }, 'slug-reserved'],
    [{ title: 'New' }, 'slug-reserved'],
    [{ slug: 'a'.repeat(61) }, 'slug-long'],
    [{ masterLocale: '' }, 'master-missing'],
    [{ timeZone: 'Mars/Base' }, 'zone-unknown'],
  ])('names what is wrong with %o', (given, fault) => {
    expect(faults(given)).toContain(fault);
  });
});
