import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockEndorsements } from '~/db/erased-contacts.server';
import { askForChanges } from '~/domain/endorsements/ask-for-changes.server';
import {
  type DecideChangesInput,
  decideChanges,
} from '~/domain/endorsements/decide-changes.server';
import type { OrganisationWords } from '~/domain/endorsements/endorsement';
import { listChanges } from '~/domain/endorsements/list-changes.server';
import { readAskedLogo } from '~/domain/endorsements/read-asked-logo.server';
import { readLogo } from '~/domain/endorsements/read-logo.server';
import { readMyEndorsement } from '~/domain/endorsements/read-my-endorsement.server';
import { takeBackChanges } from '~/domain/endorsements/take-back-changes.server';
import { updateContact } from '~/domain/endorsements/update-contact.server';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { eraseRepresentativeContacts } from '~/domain/retention/erase-contacts.server';
import { createTestContext, type TestContext } from '../../support/database';
import {
  type Endorsed,
  endorse,
  endorseAndApprove,
  everythingPublic,
  organisationsOn,
  picture,
} from '../../support/endorsed';
import { createLetter, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
let mine: Endorsed;
const actor = { kind: 'operator' } as const;
const oldWords = ['Oldname모임', 'Oldenglish', 'Старавназва', 'Oldstatement'];
const newWords = ['Newname모임', 'Newenglish', '새이름카나리', 'Новавназва', 'Newstatement'];

const asked: OrganisationWords = {
  organisation: 'Newname모임',
  organisationEn: 'Newenglish',
  names: { ko: '새이름카나리', uk: 'Новавназва' },
  statement: 'Newstatement',
};

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
afterAll(() => test$.drop());

beforeEach(async () => {
  const typed = {
    organisation: 'Oldname모임',
    organisationEn: 'Oldenglish',
    nameUk: 'Старавназва',
    statement: 'Oldstatement',
  };
  mine = await endorseAndApprove(test$.ctx, typed, {
    logo: await picture('#aa0000'),
    locale: 'ko',
  });
  return async () => {
    await withdrawEndorsement(test$.ctx, { token: mine.token });
  };
});

async function ask(words = asked, logo: Buffer | null = null, removeLogo = false) {
  return askForChanges(test$.ctx, { token: mine.token, words, logo, removeLogo });
}

async function waiting() {
  const listed = await listChanges(test$.ctx, { slug });
  if (!listed.ok) throw new Error(listed.reason);
  return listed.changes.find(({ id }) => id === mine.id);
}

async function decide(
  decision: DecideChangesInput['decision'],
  given: Partial<DecideChangesInput> = {},
) {
  const seen = (await waiting())?.asked.fingerprint ?? '';
  return decideChanges(test$.ctx, { id: mine.id, slug, seen, actor, decision, ...given });
}

const accept = { accept: true } as const;

async function logoHash(): Promise<string> {
  const rows = test$.ctx.db.selectFrom('logos').select('hash');
  const row = await rows.where('endorsement_id', '=', mine.id).executeTakeFirst();
  return row?.hash ?? 'none';
}

async function askedLogoHash(): Promise<string> {
  const rows = test$.ctx.db.selectFrom('endorsement_changes').select('logo_hash');
  const row = await rows.where('endorsement_id', '=', mine.id).executeTakeFirst();
  return row?.logo_hash ?? 'none';
}

async function expectPublic(there: string[], notThere: string[]): Promise<void> {
  const text = await everythingPublic(test$.ctx);
  for (const word of there) expect(text, word).toContain(word);
  for (const word of notThere) expect(text, word).not.toContain(word);
}

describe('an approved organisation that asks for other words and another logo', () => {
  test('stays in public as it was approved, everywhere, until an organiser accepts', async () => {
    expect(await ask(asked, await picture('#00aa00'))).toEqual({ ok: true, outcome: 'asked' });
    const [before, after] = [await logoHash(), await askedLogoHash()];
    expect(after).toMatch(/^[0-9a-f]{64}$/);
    await expectPublic([...oldWords, before], [...newWords, after]);
    expect(await readLogo(test$.ctx, { hash: after })).toMatchObject({ ok: false });
    expect(await readAskedLogo(test$.ctx, { slug, id: mine.id })).toMatchObject({ ok: true });

    expect(await decide(accept)).toEqual({ ok: true });
    await expectPublic([...newWords, after], [...oldWords, before]);
    expect(await readLogo(test$.ctx, { hash: after })).toMatchObject({ ok: true });
    expect(await readLogo(test$.ctx, { hash: before })).toMatchObject({ ok: false });
    expect(await readAskedLogo(test$.ctx, { slug, id: mine.id })).toMatchObject({ ok: false });
    const mails = await waitingMails(test$.ctx, 'endorsement-changes-accepted');
    expect(mails.find(({ to }) => to === mine.email)?.props).toMatchObject({
      locale: 'ko',
      organisation: 'Newname모임',
    });
  });

  test('that is declined stays as it was, and learns the reason', async () => {
    await ask(asked, await picture('#00aa00'));
    const [before, after] = [await logoHash(), await askedLogoHash()];
    expect(await decide({ accept: false, reason: ' Not\u200b yours ' })).toEqual({ ok: true });
    await expectPublic([...oldWords, before], [...newWords, after]);
    expect(await readLogo(test$.ctx, { hash: after })).toMatchObject({ ok: false });
    expect(await waiting()).toBeUndefined();
    const mails = await waitingMails(test$.ctx, 'endorsement-changes-declined');
    expect(mails.find(({ to }) => to === mine.email)?.props).toMatchObject({
      organisation: 'Oldname모임',
      reason: 'Not yours',
    });
  });

  test('that replaces its request after an organiser has looked is not decided unseen', async () => {
    await ask();
    const seen = (await waiting())?.asked.fingerprint ?? '';
    await ask({ ...asked, statement: 'Buy cheap watches' });
    for (const decision of [accept, { accept: false, reason: '' } as const]) {
      expect(await decide(decision, { seen })).toEqual({ ok: false, reason: 'other-now' });
    }
    await expectPublic(oldWords, [...newWords, 'watches']);
    const other = await picture('#0000aa');
    const withLogo = (await waiting())?.asked.fingerprint ?? '';
    await ask({ ...asked, statement: 'Buy cheap watches' }, other);
    expect(await decide(accept, { seen: withLogo })).toMatchObject({ reason: 'other-now' });
  });

  test('is not found from another letter, and nothing is decided twice', async () => {
    await ask(asked, await picture('#00aa00'));
    const elsewhere = { slug: 'another-letter' };
    expect(await decide(accept, elsewhere)).toEqual({ ok: false, reason: 'not-found' });
    expect(await decide(accept, { id: 'x' })).toEqual({ ok: false, reason: 'not-found' });
    expect(await readAskedLogo(test$.ctx, { ...elsewhere, id: mine.id })).toMatchObject({
      ok: false,
    });
    const seen = (await waiting())?.asked.fingerprint ?? '';
    const both = await Promise.all([decide(accept, { seen }), decide(accept, { seen })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual({ ok: false, reason: 'nothing-asked' });
  });

  test('takes it back, by the button or by asking for what is there', async () => {
    await ask();
    expect(await takeBackChanges(test$.ctx, { token: mine.token })).toEqual({ ok: true });
    expect(await waiting()).toBeUndefined();
    await ask();
    const before = (await waiting())?.before ?? asked;
    const { organisation, organisationEn, names, statement } = before;
    const stored = { organisation, organisationEn, names, statement };
    expect(await ask(stored)).toEqual({ ok: true, outcome: 'taken-back' });
    expect(await waiting()).toBeUndefined();
    expect(await ask(stored)).toEqual({ ok: false, reason: 'nothing-changed' });
  });

  test('keeps the new logo while it corrects a word, and may ask for none instead', async () => {
    await ask(asked, await picture('#00aa00'));
    const after = await askedLogoHash();
    await ask({ ...asked, statement: null });
    expect(await askedLogoHash()).toBe(after);
    expect((await waiting())?.asked).toMatchObject({ statement: null, logo: 'replace' });
    await ask(asked, null, true);
    expect((await waiting())?.asked.logo).toBe('remove');
    expect(await readAskedLogo(test$.ctx, { slug, id: mine.id })).toMatchObject({ ok: false });
    expect(await logoHash()).not.toBe('none');
    await decide(accept);
    expect(await logoHash()).toBe('none');
  });

  test('that withdraws leaves nothing to accept and cannot ask any more', async () => {
    await ask();
    const seen = (await waiting())?.asked.fingerprint ?? '';
    await withdrawEndorsement(test$.ctx, { token: mine.token });
    expect(await decide(accept, { seen })).toMatchObject({ reason: 'nothing-asked' });
    expect(await ask()).toMatchObject({ reason: 'not-standing' });
    const rows = test$.ctx.db.selectFrom('endorsement_changes').select('endorsement_id');
    expect(await rows.where('endorsement_id', '=', mine.id).execute()).toEqual([]);
    await expectPublic([], [...oldWords, ...newWords]);
  });

  test.each([
    ['a script in disguise', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a broken picture', Buffer.from('89504e470d0a1a0a00000000', 'hex')],
  ])('with %s for a logo changes nothing', async (_what, logo) => {
    expect(await ask(asked, logo)).toEqual({ ok: false, reason: 'logo-unreadable' });
    expect(await waiting()).toBeUndefined();
  });

  test('leaves who asked and who decided in the audit log, without a word of it', async () => {
    await ask();
    await decide(accept);
    const entries = await test$.ctx.db
      .selectFrom('audit_entries')
      .select(['action', 'details', 'actor_kind'])
      .where('object_id', '=', mine.id)
      .orderBy('id')
      .execute();
    expect(entries.slice(-2)).toEqual([
      {
        action: 'endorsement.changes-asked',
        actor_kind: 'system',
        details: { parts: 'organisation organisationEn names statement' },
      },
      {
        action: 'endorsement.changes-accepted',
        actor_kind: 'operator',
        details: { parts: 'organisation organisationEn names statement' },
      },
    ]);
  });
});

describe('an organisation that nobody has approved', () => {
  test('says nothing in public, neither by its first words nor by its later ones', async () => {
    const words = {
      organisation: 'Quietname',
      statement: 'Quietstatement',
      nameKo: '조용한카나리',
    };
    const quiet = await endorse(test$.ctx, words, { logo: await picture('#123456') });
    const changed = { ...asked, statement: 'Latercanary' };
    const { token } = quiet;
    const input = { token, words: changed, logo: null, removeLogo: true };
    await expectPublic([], Object.values(words));
    expect(await askForChanges(test$.ctx, input)).toEqual({ ok: true, outcome: 'changed' });
    await expectPublic([], [...Object.values(words), 'Latercanary', ...newWords]);
    const found = await readMyEndorsement(test$.ctx, { token });
    expect(found).toMatchObject({
      endorsement: { ...changed, hasLogo: false, asked: null, state: 'waiting' },
    });
  });
});

describe('a representative', () => {
  const form = { representative: 'Nova Person', role: 'Novarole', showRepresentative: true };

  test('is changed and shown at once, and hidden at once', async () => {
    await expectPublic([], ['Nova Person', 'Han Ji-woo']);
    expect(await updateContact(test$.ctx, { token: mine.token, form })).toEqual({ ok: true });
    await expectPublic(['Nova Person', 'Novarole'], ['Han Ji-woo']);
    expect(await organisationsOn(test$.ctx, 'uk')).toMatch(/Nova Person.*Novarole/);
    const hidden = { ...form, showRepresentative: false };
    await updateContact(test$.ctx, { token: mine.token, form: hidden });
    await expectPublic(oldWords, ['Nova Person']);
    const found = await readMyEndorsement(test$.ctx, { token: mine.token });
    expect(found).toMatchObject({
      endorsement: { representative: 'Nova Person', email: mine.email, state: 'approved' },
    });
  });

  test('of an organisation that waits is not shown, whatever is chosen', async () => {
    const { token } = await endorse(test$.ctx);
    expect(await updateContact(test$.ctx, { token, form })).toEqual({ ok: true });
    await expectPublic([], ['Nova Person']);
  });

  test('whose address is erased stays unknown unless shown; the request is still decided', async () => {
    await ask();
    await test$.ctx.db.transaction().execute(async (trx) => {
      await eraseRepresentativeContacts(test$.ctx, trx, await lockEndorsements(trx, [mine.id]));
    });
    const { token } = mine;
    await updateContact(test$.ctx, { token, form: { ...form, showRepresentative: false } });
    const read = async () => readMyEndorsement(test$.ctx, { token });
    expect(await read()).toMatchObject({ endorsement: { representative: '', email: '' } });
    await updateContact(test$.ctx, { token, form });
    expect(await read()).toMatchObject({ endorsement: { representative: 'Nova Person' } });
    const count = async () =>
      (await waitingMails(test$.ctx, 'endorsement-changes-accepted')).length;
    const mails = await count();
    expect(await decide(accept)).toEqual({ ok: true });
    expect(await count()).toBe(mails);
  });

  test('of a withdrawn endorsement changes nothing, nor does a stranger', async () => {
    await withdrawEndorsement(test$.ctx, { token: mine.token });
    expect(await updateContact(test$.ctx, { token: mine.token, form })).toMatchObject({
      reason: 'not-standing',
    });
    const input = { token: 'x', words: asked, logo: null, removeLogo: false };
    expect(await askForChanges(test$.ctx, input)).toMatchObject({ reason: 'unknown' });
    expect(await updateContact(test$.ctx, { token: 'x', form })).toMatchObject({
      reason: 'unknown',
    });
    expect(await takeBackChanges(test$.ctx, { token: 'x' })).toMatchObject({ reason: 'unknown' });
  });
});
