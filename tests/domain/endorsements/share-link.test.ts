import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { askForChanges } from '~/domain/endorsements/ask-for-changes.server';
import { decideChanges } from '~/domain/endorsements/decide-changes.server';
import { findShareLink } from '~/domain/endorsements/find-share-link.server';
import { listChanges } from '~/domain/endorsements/list-changes.server';
import { readShareKit } from '~/domain/endorsements/read-share-kit.server';
import { chooseShareCode, isShareCode } from '~/domain/endorsements/share-code';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { createTestContext, type TestContext } from '../../support/database';
import { endorse, endorseAndApprove } from '../../support/endorsed';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';
import { plantSharing } from '../../support/sharing';

const actor = { kind: 'operator' } as const;
let test$: TestContext;
let ctx: Context;
let letterId: string;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
});
beforeEach(async () => {
  for (const table of ['messages', 'signatures', 'endorsements'] as const) {
    await ctx.db.deleteFrom(table).execute();
  }
});
afterAll(() => test$.drop());

let people = 0;

/** Somebody who signed by a link, with the links from the mail. */
async function sign(via: string | undefined) {
  people += 1;
  const email = `p${people}@people.example`;
  await signLetter(ctx, { slug, locale: 'en', form: signForm({ email }), via });
  const mail = (await waitingMails(ctx, 'confirm-signature')).find(({ to }) => to === email);
  if (!mail) throw new Error('no mail');
  const { source } = await ctx.db
    .selectFrom('signatures')
    .select('source')
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
  return { ...mail.props, source };
}

describe('a code', () => {
  test.each([
    ['Citizens for Rights', 'citizens-for-rights'],
    ['  Église & Société (2024) ', 'eglise-societe-2024'],
    ['북한인권시민모임', 'organisation'],
    ['-- !!', 'organisation'],
    ['An Organisation With a Name Longer Than Links Like', 'an-organisation-with-a-name-long'],
    ['Thirty-two letters and one more. .', 'thirty-two-letters-and-one-more'],
  ])('of %s is %s', (name, code) => {
    expect(chooseShareCode(name, new Set())).toBe(code);
    expect(isShareCode(code)).toBe(true);
  });

  test('that another has gets a number, and one that looks so is no trap', () => {
    const taken = new Set(['open-door', 'open-door-2']);
    expect(chooseShareCode('Open Door', taken)).toBe('open-door-3');
  });

  test.each(['', 'UPPER', 'a--b', '-a', 'a b', 'a/../b', 'ä', 'x'.repeat(41)])(
    'is never %j, which is not looked up',
    async (code) => {
      expect(isShareCode(code)).toBe(false);
      expect(await findShareLink(ctx, { letterId, code })).toBeNull();
    },
  );
});

describe('an organisation', () => {
  const named = { organisation: '열린 문', organisationEn: 'Open Door' };

  async function codeOf(id: string) {
    const row = await ctx.db
      .selectFrom('endorsements')
      .select('share_code')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.share_code;
  }

  test('gets its link with the approval, and the mail says it', async () => {
    const waiting = await endorse(ctx, named);
    expect(await codeOf(waiting.id)).toBeNull();
    await approveEndorsement(ctx, { id: waiting.id, actor, authorityBasis: 'known-contact' });
    expect(await codeOf(waiting.id)).toBe('open-door');
    const [mail] = await waitingMails(ctx, 'endorsement-approved');
    expect(mail?.props.shareCode).toBe('open-door');
  });

  test('of the same name gets another link, also when both are approved at once', async () => {
    const both = [await endorse(ctx, named), await endorse(ctx, named)];
    const approve = ({ id }: { id: string }) =>
      approveEndorsement(ctx, { id, actor, authorityBasis: 'known-contact' });
    await Promise.all(both.map(approve));
    const codes = await Promise.all(both.map(({ id }) => codeOf(id)));
    expect(codes.sort()).toEqual(['open-door', 'open-door-2']);
  });

  test('keeps its link when it is called otherwise', async () => {
    const { id, token } = await endorseAndApprove(ctx, named);
    const words = { organisation: 'New', organisationEn: 'New', names: {}, statement: null };
    await askForChanges(ctx, { token, words, logo: null, removeLogo: false });
    const listed = await listChanges(ctx, { slug });
    const seen = (listed.ok && listed.changes[0]?.asked.fingerprint) || '';
    const decision = { accept: true } as const;
    expect(await decideChanges(ctx, { id, actor, seen, decision })).toEqual({ ok: true });
    expect(await codeOf(id)).toBe('open-door');
    const link = await findShareLink(ctx, { letterId, code: 'open-door' });
    expect(link?.organisation.organisation).toBe('New');
  });

  test('learns how many signed through its link and confirmed, and nothing of the others', async () => {
    const mine = await plantSharing(ctx, letterId, { code: 'open-door' });
    await plantSharing(ctx, letterId, { code: 'other' });
    const kit = async () => await readShareKit(ctx, { token: mine.manageToken });
    const [first, second] = [await sign('open-door'), await sign('open-door')];
    const [plain, other] = [await sign(undefined), await sign('other')];
    expect((await kit())?.people).toBe(0);
    for (const { confirmToken: token } of [first, second, plain, other]) {
      await confirmToken(ctx, { token });
    }
    expect((await kit())?.people).toBe(2);
    await withdrawSignature(ctx, { token: second.manageToken });
    expect((await kit())?.people).toBe(1);
  });

  test('that does not stand under the letter has no link and no numbers', async () => {
    const mine = await plantSharing(ctx, letterId, { code: 'open-door' });
    expect((await sign('open-door')).source).toBe('open-door');
    await withdrawEndorsement(ctx, { token: mine.manageToken });
    expect((await sign('open-door')).source).toBeNull();
    expect(await findShareLink(ctx, { letterId, code: 'open-door' })).toBeNull();
    expect(await readShareKit(ctx, { token: mine.manageToken })).toBeNull();
    expect(await readShareKit(ctx, { token: 'unknown' })).toBeNull();
  });

  test('of another letter has no link to this one', async () => {
    const elsewhere = await createLetter(ctx, 'another-letter');
    await plantSharing(ctx, elsewhere, { code: 'elsewhere' });
    expect((await sign('elsewhere')).source).toBeNull();
  });

  test('is credited with whoever signs anew after withdrawing, by the link they came by then', async () => {
    await plantSharing(ctx, letterId, { code: 'open-door' });
    const email = 'again@people.example';
    const signing = { slug, locale: 'en', form: signForm({ email }) } as const;
    await signLetter(ctx, { ...signing, via: 'open-door' });
    const [mail] = await waitingMails(ctx, 'confirm-signature');
    await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
    await withdrawSignature(ctx, { token: mail?.props.manageToken ?? '' });
    await signLetter(ctx, signing);
    const rows = await ctx.db.selectFrom('signatures').select(['state', 'source']).execute();
    expect(rows).toEqual([{ state: 'pending', source: null }]);
  });
});
