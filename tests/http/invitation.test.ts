import express from 'express';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { withdrawInvitation } from '~/domain/endorsements/withdraw-invitation.server';
import { type Locale, locales } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import * as confirmRoute from '~/routes/($locale).confirm.$token';
import * as invitationRoute from '~/routes/($locale).invitation.$token';
import * as endorseRoute from '~/routes/($locale).letters.$slug.endorse';
import * as checkMailRoute from '~/routes/($locale).letters.$slug.endorse_.check-mail';
import * as thankYouRoute from '~/routes/($locale).letters.$slug.thank-you';
import { readBody } from '~/server/web/read-body';
import { createTestContext, type TestContext } from '../support/database';
import { digestTables } from '../support/dump';
import { accept, acceptance, confirmation, invite } from '../support/invitation';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

const actor = { kind: 'operator' } as const;

let test$: TestContext;
let ctx: Context;
let open: ReturnType<typeof servePages>;
let invitation: { id: string; token: string };

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  open = servePages(ctx, {
    ':locale?/invitation/:token': invitationRoute,
    ':locale?/confirm/:token': confirmRoute,
    ':locale?/letters/:slug/endorse': endorseRoute,
    ':locale?/letters/:slug/endorse/check-mail': checkMailRoute,
    ':locale?/letters/:slug/thank-you': thankYouRoute,
  });
  await createLetter(ctx);
});
afterAll(() => test$.drop());

beforeEach(async () => {
  await ctx.db.deleteFrom('endorsement_invitations').execute();
  await ctx.db.deleteFrom('endorsements').execute();
  await ctx.db.deleteFrom('messages').execute();
  await ctx.db.updateTable('letters').set({ closes_at: null }).execute();
  invitation = await invite(ctx, actor, {
    representative: 'Han “Ji-woo” Кім',
    country: 'KR',
    website: 'citizens.example',
  });
});

const pathOf = (locale: Locale = 'en') =>
  localisedPath(`/invitation/${invitation.token}`, locale, 'en');

/** The form with its fields, as browsers send it. */
function send(path: string, typed: Record<string, string> = {}, logo?: Buffer) {
  const body = new FormData();
  for (const [name, value] of Object.entries(acceptance(typed))) {
    if (value) body.set(name, value);
  }
  body.set('logo', new File(logo ? [new Uint8Array(logo)] : [], logo ? 'logo.png' : ''));
  return open(path, { method: 'POST', body });
}

const decoded = (html: string) =>
  html.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');

/** What stands in the fields of the page's form, by name. */
function fieldsOf(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)].map(([input]) => input);
  const texts = inputs.filter((input) => !/type="(radio|checkbox|file)"/.test(input));
  const attribute = (tag: string, name: string) =>
    decoded(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const country = /<option value="([A-Z]{2})" selected=""/.exec(html)?.[1] ?? '';
  return {
    ...Object.fromEntries(texts.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')])),
    country,
  };
}

function expectPrivate(answer: Response): void {
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
}

describe.each(locales)('the representative who opens the link, in %s,', (locale) => {
  const t = translator(locale);

  test('finds the form filled in with what the organiser knows, and what will happen', async () => {
    const answer = await open(pathOf(locale));
    expect(answer.status).toBe(200);
    expectPrivate(answer);
    expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
    const html = await answer.text();
    expect(html).toContain(`<html lang="${locale}"`);
    expect(fieldsOf(html)).toEqual({
      organisation: '북한인권시민모임',
      organisationEn: 'Citizens for Rights',
      nameKo: '',
      nameUk: '',
      country: 'KR',
      website: 'https://citizens.example',
      representative: 'Han “Ji-woo” Кім',
      role: '',
      email: 'office@citizens.example',
    });
    expect(html).toContain(t('endorse.invited', { organisation: '북한인권시민모임' }));
    expect(html).toContain(t('endorse.checkInvited'));
    expect(html).not.toContain(t('endorse.check'));
    expect(html).not.toContain('director');
    expect(html).toMatch(/<form[^>]* enctype="multipart\/form-data"/i);
  });

  test('is told why a dead one does nothing, and finds the form that is open to all', async () => {
    const expectDead = async (reason: 'unknown' | 'used' | 'withdrawn' | 'expired' | 'closed') => {
      const answer = await open(pathOf(locale));
      expect(answer.status).toBe(reason === 'used' ? 200 : reason === 'unknown' ? 404 : 410);
      expectPrivate(answer);
      const html = await answer.text();
      expect(html).toContain(t(`invitation.${reason}.title`));
      expect(html).toContain(t(`invitation.${reason}.text`));
      expect(html).not.toMatch(/<form|office@citizens/);
      const form = `href="${localisedPath(`/letters/${slug}/endorse`, locale, 'en')}"`;
      expect(html.includes(form)).toBe(reason !== 'unknown' && reason !== 'closed');
    };
    await accept(ctx, invitation.token);
    await expectDead('used');
    invitation = await invite(ctx, actor);
    await ctx.db
      .updateTable('endorsement_invitations')
      .set({ expires_at: new Date(0) })
      .execute();
    await ctx.db
      .updateTable('letters')
      .set({ closes_at: new Date(0) })
      .execute();
    await expectDead('closed');
    await ctx.db.updateTable('letters').set({ closes_at: null }).execute();
    await expectDead('expired');
    invitation = await invite(ctx, actor);
    await withdrawInvitation(ctx, { slug, id: invitation.id, actor });
    await expectDead('withdrawn');
    invitation = { id: '', token: 'not-a-token' };
    await expectDead('unknown');
  });
});

test('opening the link changes nothing, whatever opens it', async () => {
  const before = await digestTables(test$.connectionString, /^$/);
  for (const locale of locales) {
    await (await open(pathOf(locale))).text();
    await open(pathOf(locale), { method: 'HEAD' });
  }
  expect(await digestTables(test$.connectionString, /^$/)).toEqual(before);
});

describe('the representative who sends the form', () => {
  test('is led by true words from there until the organisation stands under the letter', async () => {
    const t = translator('ko');
    const sent = await send(pathOf('ko'));
    expect([sent.status, sent.headers.get('Location')]).toEqual([
      303,
      `/ko/letters/${slug}/endorse/check-mail`,
    ]);
    expectPrivate(sent);
    const follow = async (answer: Response) => {
      const [cookie = ''] = (answer.headers.get('Set-Cookie') ?? '').split(';');
      return (
        await open(answer.headers.get('Location') ?? '', { headers: { Cookie: cookie } })
      ).text();
    };
    const look = await follow(sent);
    expect(look).toContain(t('endorse.mail.nextInvited'));
    expect(look).not.toContain(t('endorse.mail.next'));
    const link = `/ko/confirm/${(await confirmation(ctx)).confirmToken}`;
    const asked = decoded(await (await open(link)).text());
    const afterAddressee = (key: 'confirm.consentInvited' | 'confirm.consentOrganisation') =>
      t(key, { addressee: '|' }).split('|').at(-1) ?? '';
    expect(asked).toContain(afterAddressee('confirm.consentInvited'));
    expect(asked).not.toContain(afterAddressee('confirm.consentOrganisation'));
    const body = new URLSearchParams();
    const thanked = await follow(await open(link, { method: 'POST', body }));
    expect(thanked).toContain(t('thanks.endorsementShown'));
    expect(thanked).not.toContain(t('thanks.endorsement'));
  });

  test('with another name or mailbox is told at each step that it is checked first', async () => {
    const t = translator('en');
    const sent = await send(pathOf(), { organisationEn: 'Others' });
    const [cookie = ''] = (sent.headers.get('Set-Cookie') ?? '').split(';');
    const look = await open(sent.headers.get('Location') ?? '', { headers: { Cookie: cookie } });
    expect(await look.text()).toContain(t('endorse.mail.next'));
    const link = `/confirm/${(await confirmation(ctx)).confirmToken}`;
    expect(await (await open(link)).text()).toContain('The organisers check the entry before');
    const done = await open(link, { method: 'POST', body: new URLSearchParams() });
    const [receipt = ''] = (done.headers.get('Set-Cookie') ?? '').split(';');
    const thanks = await open(`/letters/${slug}/thank-you`, { headers: { Cookie: receipt } });
    expect(await thanks.text()).toContain(t('thanks.endorsement'));
  });

  test('incomplete finds everything as it was typed, also what was corrected, and the invitation unused', async () => {
    const typed = { organisation: 'Corrected', role: '', website: 'no site', authorised: '' };
    const answer = await send(pathOf(), typed);
    expect(answer.status).toBe(422);
    expectPrivate(answer);
    const html = await answer.text();
    expect(fieldsOf(html)).toMatchObject({
      organisation: 'Corrected',
      website: 'no site',
      representative: 'Han Ji-woo',
    });
    expect(html).toMatch(/<title>Error: /);
    expect(html).toContain('autofocus');
    for (const field of ['website', 'role', 'authorised']) {
      expect(html).toContain(`href="#endorse-${field}"`);
    }
    expect((await open(pathOf())).status).toBe(200);
    expect(await ctx.db.selectFrom('endorsements').select('id').execute()).toEqual([]);
  });

  test('may send a logo as on the open form', async () => {
    const picture = { width: 40, height: 40, channels: 3, background: '#123456' } as const;
    const png = await sharp({ create: picture }).png().toBuffer();
    expect((await send(pathOf(), {}, Buffer.from('no picture'))).status).toBe(422);
    expect((await send(pathOf(), {}, png)).status).toBe(303);
    expect(await ctx.db.selectFrom('logos').select('hash').execute()).toHaveLength(1);
  });

  test('twice is told that it has arrived, and there is one endorsement', async () => {
    await send(pathOf());
    const again = await send(pathOf(), { role: 'Other' });
    expect(again.status).toBe(409);
    const html = await again.text();
    expect(html).toContain(translator('en')('invitation.used.title'));
    expect(html).not.toContain('<form');
    expect(await ctx.db.selectFrom('endorsements').select('id').execute()).toHaveLength(1);
  });

  test('of an invitation that ended meanwhile keeps all answers, in the form that is open to all', async () => {
    await withdrawInvitation(ctx, { slug, id: invitation.id, actor });
    const answer = await send(pathOf(), { role: 'Chair of all' });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain(translator('en')('invitation.withdrawn.title'));
    expect(html).toContain(`action="/letters/${slug}/endorse"`);
    expect(fieldsOf(html)).toMatchObject({ role: 'Chair of all', representative: 'Han Ji-woo' });
    expect(await ctx.db.selectFrom('endorsements').select('id').execute()).toEqual([]);
    expect((await send(`/letters/${slug}/endorse`)).status).toBe(303);
  });

  test('without a link gets the form without a promise', async () => {
    expect((await open('/invitation/nonsense', { method: 'POST' })).status).toBe(404);
    const html = await (await open(`/letters/${slug}/endorse`)).text();
    expect(html).toContain(translator('en')('endorse.check'));
    expect(fieldsOf(html).email).toBe('');
    await send(`/letters/${slug}/endorse`);
    expect((await confirmation(ctx)).atOnce).toBe(false);
  });
});

test('a logo of two megabytes gets through to an invitation, and to no other page', async () => {
  const app = express().use(readBody(), (_req, res) => res.status(204).end());
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const post = async (path: string, bytes: number) =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: Buffer.alloc(bytes) }))
      .status;
  try {
    for (const path of ['/invitation/abc', '/ko/invitation/abc', '/letters/x/endorse']) {
      expect(await post(path, 2_100_000), path).toBe(204);
      expect(await post(path, 2_400_000), path).toBe(413);
    }
    for (const path of ['/invitation', '/letters/x/invitation/a/b', '/letters/x/sign']) {
      expect(await post(path, 100_000), path).toBe(413);
    }
  } finally {
    server.close();
  }
});
