import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { mailCatalogues, mailCopy } from '#emails/mail-copy';
import { renderMessage } from '#emails/render-message';
import {
  type MessageProps,
  messageKinds,
  type PersonalMessage,
  type ReminderReason,
} from '~/domain/messages/message';
import { type Locale, locales } from '~/i18n/locale';
import { composeMessage } from '~/mail/compose-message.server';

const site = { publicUrl: 'https://letters.example' };
const token = 'T0kenT0kenT0kenT0kenT0kenT0kenT0';
const manage = 'M4nageM4nageM4nageM4nageM4nageM4';
const unsubscribe = 'Uns0bscribeUns0bscribeUns0bscrib';
const toConfirm = ['confirm-signature', 'confirm-reminder'] as const;
const toSignatory = [...toConfirm, 'already-signed', 'carry-over', 'confirm-again'] as const;
const endable = ['confirm-reminder', 'carry-over', 'update'];

type Told = { name?: string; discreetSubject?: boolean; reason?: ReminderReason };

function messageOf(kind: PersonalMessage['kind'], locale: Locale, told: Told = {}) {
  const { name = 'Олена Ґудзь', discreetSubject = true, reason = 'still-waiting' } = told;
  const about = {
    slug: 'refuge',
    masterLocale: 'en',
    locale,
    letterTitle: 'Refuge for captured soldiers',
    manageToken: manage,
  } as const;
  const organisation = { ...about, organisation: 'Sample organisation 2' };
  const { manageToken: _manage, ...anew } = organisation;
  const { organisation: _organisation, ...letter } = anew;
  const confirm = {
    ...about,
    discreetSubject,
    name,
    visibility: 'public',
    confirmToken: token,
    code: '482913',
    validHours: 168,
  } as const;
  const update = {
    ...about,
    discreetSubject,
    about: 'answer',
    subject: 'The Embassy has answered',
    paragraphs: [
      'It **invites** us to [a talk](https://embassy.example/talk).',
      '<b>Two</b> sentences.',
    ],
    place: 2,
    promised: 3,
    unsubscribeToken: unsubscribe,
  } as const;
  const props: MessageProps = {
    'confirm-signature': confirm,
    'confirm-reminder': {
      ...confirm,
      reason,
      closesAt: '2026-12-01T14:59:00.000Z',
      timeZone: 'Asia/Seoul',
      unsubscribeToken: unsubscribe,
    },
    'already-signed': { ...about, discreetSubject },
    'carry-over': {
      ...about,
      discreetSubject,
      unsubscribeToken: unsubscribe,
      signed: 1,
      present: 2,
      publishedAt: '2026-12-01T14:59:00.000Z',
      timeZone: 'Asia/Seoul',
      summaries: ['The third request asks for a date now'],
    },
    update: { ...update, paragraphs: [...update.paragraphs] },
    'update-test': { ...update, paragraphs: [...update.paragraphs] },
    'confirm-endorsement': {
      ...organisation,
      representative: name,
      confirmToken: token,
      validHours: 72,
    },
    'invite-endorsement': {
      slug: about.slug,
      masterLocale: about.masterLocale,
      locale,
      letterTitle: about.letterTitle,
      addressee: 'the Ambassador',
      host: 'Civic Coordination',
      organisation: organisation.organisation,
      representative: name,
      invitationToken: token,
      validUntil: '2026-12-01T14:59:00.000Z',
      timeZone: 'Asia/Seoul',
    },
    'endorsement-approved': { ...organisation, shareCode: 'sample-organisation-2' },
    'endorsement-declined': {
      ...organisation,
      template: 'no-authority',
      reason: 'Not an organisation',
    },
    'endorsement-asked': { ...organisation, question: 'Who in the board agreed?\nAnd when?' },
    'endorsement-changes-accepted': organisation,
    'endorsement-changes-declined': { ...organisation, reason: 'This is another name' },
    'confirm-mailbox': { ...anew, confirmToken: token, validHours: 168 },
    'mailbox-change-asked': {
      ...anew,
      newMailbox: 'm•••@other.example',
      stopToken: token,
      contact: ['Han Ji-woo', 'contact@letter.example'],
    },
    'mailbox-changed': { ...anew, contact: ['Han Ji-woo', 'contact@letter.example'] },
    'mailbox-accepted': organisation,
    'mailbox-declined': { ...anew, reason: 'We could not reach you' },
    'authority-check': {
      ...anew,
      host: 'Civic Coordination',
      representative: name,
      role: 'Director',
      checkToken: token,
      validUntil: '2026-12-01T14:59:00.000Z',
      timeZone: 'Asia/Seoul',
    },
    'news-list': { ...organisation, listToken: token, validHours: 24 },
    'report-decided': { ...letter, reference: 'K7WM-2QXR', outcome: 'taken-out' },
    'delivery-alert': {
      ...letter,
      deliveryId: '0b5d3a52-7f0e-4a34-9d5b-0d1a4a4a7a11',
      addressee: 'the Ambassador',
      news: 'unknown',
    },
    'report-due': {
      ...letter,
      cases: 2,
      dueAt: '2026-12-01T14:59:00.000Z',
      timeZone: 'Asia/Seoul',
    },
    'full-export': {
      ...letter,
      by: 'exporter@mail.example',
      what: 'signatures',
      rows: 1204,
      exportId: '0b7c2f0e-8f1c-4c56-9d83-7f0a4d1a2b3c',
      reason: 'The printer needs the addresses',
      at: '2026-12-01T14:59:00.000Z',
      timeZone: 'Asia/Seoul',
    },
    'confirm-again': { ...about, discreetSubject, name, againToken: token, validDays: 14 },
    'reply-due': { ...about, addressee: 'the Embassy', days: 14 },
    'team-invitation': { locale, letterTitle: organisation.letterTitle, role: 'deliverer' },
    'organiser-sign-in': { locale, signInToken: token, validMinutes: 10 },
    'sign-in-changed': { locale, change: 'passkey-added', at: '2026-12-01T14:59:00.000Z' },
  };
  return { kind, to: 'olena@mail.example', props: props[kind] } as PersonalMessage;
}

const linkOf: Record<PersonalMessage['kind'], { path: string; times: number }> = {
  'confirm-signature': { path: `/confirm/${token}`, times: 1 },
  'confirm-reminder': { path: `/confirm/${token}`, times: 1 },
  'already-signed': { path: `/my-signature/${manage}`, times: 1 },
  'carry-over': { path: `/carry-over/${manage}`, times: 1 },
  update: { path: `/my-signature/${manage}`, times: 1 },
  'update-test': { path: `/my-signature/${manage}`, times: 1 },
  'confirm-endorsement': { path: `/confirm/${token}`, times: 1 },
  'invite-endorsement': { path: `/invitation/${token}`, times: 1 },
  'endorsement-approved': { path: `/my-endorsement/${manage}`, times: 1 },
  'endorsement-declined': { path: `/my-endorsement/${manage}`, times: 1 },
  'endorsement-asked': { path: `/my-endorsement/${manage}`, times: 1 },
  'endorsement-changes-accepted': { path: `/my-endorsement/${manage}`, times: 1 },
  'endorsement-changes-declined': { path: `/my-endorsement/${manage}`, times: 1 },
  'confirm-mailbox': { path: `/mailbox-change/${token}`, times: 1 },
  'mailbox-change-asked': { path: `/mailbox-change/${token}`, times: 1 },
  'mailbox-changed': { path: '/letters/refuge', times: 1 },
  'mailbox-accepted': { path: `/my-endorsement/${manage}`, times: 1 },
  'mailbox-declined': { path: '/letters/refuge', times: 1 },
  'authority-check': { path: `/authority-check/${token}`, times: 1 },
  'news-list': { path: `/news-list/${token}`, times: 1 },
  'report-decided': { path: '/letters/refuge', times: 1 },
  'delivery-alert': { path: '/organise/letters/refuge/deliveries/', times: 1 },
  'report-due': { path: '/organise/letters/refuge/reports', times: 1 },
  'full-export': { path: '/organise/letters/refuge/exports', times: 1 },
  'confirm-again': { path: `/confirm-again/${token}`, times: 1 },
  'reply-due': { path: '/organise/letters/refuge/replies', times: 1 },
  'team-invitation': { path: '/organise/sign-in', times: 1 },
  'organiser-sign-in': { path: `/organise/sign-in/${token}`, times: 1 },
  'sign-in-changed': { path: '/organise/sign-in', times: 1 },
};

function prefixOf(kind: string, locale: Locale): string {
  const atDesk =
    /^(organiser-sign-in|team-invitation|report-due|reply-due|delivery-alert|full-export|sign-in-changed)$/.test(
      kind,
    );
  return locale === 'en' || atDesk ? '' : `/${locale}`;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

describe.each(locales)('in %s', (locale) => {
  test.each(messageKinds)('a reader of %s finds all of it in text and in HTML', async (kind) => {
    const mail = await renderMessage(messageOf(kind, locale), site);
    const link = site.publicUrl + prefixOf(kind, locale) + linkOf[kind].path;
    for (const form of [mail.text, mail.html]) {
      expect(count(form, link)).toBe(linkOf[kind].times);
      expect(form).not.toMatch(/\{|undefined|\[object/);
    }
    expect(mail.subject).not.toMatch(/[{}\r\n]/);
    expect(mail.html).toContain(`lang="${locale}"`);
  });

  test.each(messageKinds)('%s weighs little and fetches nothing', async (kind) => {
    const mail = await renderMessage(messageOf(kind, locale, { name: '김민서 '.repeat(25) }), site);
    const { subject, text, html } = mail;
    const raw = await composeMessage({
      from: { name: 'Undersigned', address: 'no-reply@letters.example' },
      to: { name: '', address: 'olena@mail.example' },
      subject,
      text,
      html,
      messageId: '<x@letters.example>',
      date: new Date(0),
      languages: [locale],
      autoGenerated: true,
      unsubscribe: mail.unsubscribe,
    });
    expect(raw.length).toBeLessThanOrEqual(20 * 1024);
    const withoutLinks = html.replaceAll(/href="[^"]*"/g, '').replaceAll(/<!DOCTYPE[^>]*>/g, '');
    expect(withoutLinks).not.toMatch(/https?:|url\(|<img|<link|<script|@import/i);
    for (const line of (await simpleParser(raw)).text?.split('\n') ?? []) {
      if (!line.includes('://')) expect(line.length).toBeLessThanOrEqual(76);
    }
  });

  test('a signatory finds the way to their signature in every mail about it', async () => {
    for (const kind of toSignatory) {
      const { text, html } = await renderMessage(messageOf(kind, locale), site);
      const link = `${site.publicUrl}${prefixOf(kind, locale)}/my-signature/${manage}`;
      for (const form of [text, html]) expect(form).toContain(link);
    }
  });

  test('whoever did not sign finds the way to end such mail in every mail that asks to confirm', async () => {
    for (const kind of toConfirm) {
      const { text, html } = await renderMessage(messageOf(kind, locale), site);
      const link = `${site.publicUrl}${prefixOf(kind, locale)}/not-me/${token}`;
      for (const form of [text, html]) expect(count(form, link)).toBe(1);
    }
  });

  test('a mail that can be ended is ended from its text and from its header', async () => {
    for (const kind of messageKinds) {
      const mail = await renderMessage(messageOf(kind, locale), site);
      const link = `${site.publicUrl}/unsubscribe/${unsubscribe}`;
      const ends = endable.includes(kind);
      expect(mail.unsubscribe).toBe(ends ? link : undefined);
      if (kind === 'update-test') continue;
      for (const form of [mail.text, mail.html]) expect(count(form, link)).toBe(ends ? 1 : 0);
    }
  });

  test('whoever signed an earlier text reads which one, what changed, and that nothing moves by itself', async () => {
    const { text, html } = await renderMessage(messageOf('carry-over', locale), site);
    const say = mailCopy(locale);
    for (const form of [text, html]) {
      expect(form).toContain('The third request asks for a date now');
      expect(form).toContain(say('carryOver.nothing'));
    }
  });

  test('the subject names the letter only where the organisers chose so', async () => {
    for (const kind of toSignatory) {
      const discreet = await renderMessage(messageOf(kind, locale), site);
      const named = await renderMessage(messageOf(kind, locale, { discreetSubject: false }), site);
      expect(discreet.subject).not.toContain('Refuge');
      expect(named.subject).toContain('Refuge for captured soldiers');
      if (kind === 'confirm-signature' || kind === 'confirm-reminder') {
        for (const { subject } of [discreet, named]) expect(subject).toContain('482 913');
      }
    }
  });

  test('a reminder says when the letter closes, in the time zone of the letter', async () => {
    const soon = await renderMessage(
      messageOf('confirm-reminder', locale, { reason: 'closing-soon' }),
      site,
    );
    const waiting = await renderMessage(messageOf('confirm-reminder', locale), site);
    expect(soon.text).toMatch(/23:59|23시 59분|오후 11:59/);
    expect(waiting.text).not.toMatch(/59/);
  });
});

test.each(locales)(
  'in %s an invited organisation reads who invites, to what letter, and that ignoring is enough',
  async (locale) => {
    const { text, html } = await renderMessage(messageOf('invite-endorsement', locale), site);
    const say = mailCopy(locale);
    for (const form of [text, html]) {
      for (const word of [
        'Civic Coordination',
        'Sample organisation 2',
        'Refuge for captured soldiers',
        'the Ambassador',
        'Олена Ґудзь',
        'https://letters.example',
        '/letters/refuge',
        '2026',
        '23',
        say('inviteEndorsement.nothing'),
      ]) {
        expect(form).toContain(word);
      }
    }
    const nobody = messageOf('invite-endorsement', locale);
    if (nobody.kind === 'invite-endorsement') nobody.props.representative = null;
    expect((await renderMessage(nobody, site)).text).not.toMatch(/Ґудзь|null/);
  },
);

test.each(locales)(
  'in %s news comes as it was written, in text and HTML, and says why and how many',
  async (locale) => {
    const { subject, text, html } = await renderMessage(messageOf('update', locale), site);
    expect(subject).not.toContain('Embassy');
    const named = messageOf('update', locale, { discreetSubject: false });
    expect((await renderMessage(named, site)).subject).toBe('The Embassy has answered');
    for (const form of [text, html]) {
      expect(form).toContain('The Embassy has answered');
      expect(form).toContain(mailCopy(locale)('update.answered'));
      expect(form).toMatch(/2[^\d]+3|3[^\d]+2/);
    }
    expect(text).toContain('It invites us to a talk (https://embassy.example/talk).');
    expect(text).toContain('<b>Two</b> sentences.');
    expect(html).toContain('<strong>invites</strong>');
    expect(html).toContain('href="https://embassy.example/talk"');
    expect(html).toContain('&lt;b&gt;Two&lt;/b&gt; sentences.');
    const told = await renderMessage(messageOf('update-test', locale), site);
    expect(told.subject).toMatch(/^\[.+\] /);
    expect(told.unsubscribe).toBeUndefined();
  },
);

test.each(locales)(
  'in %s an approved organisation gets its own link beside the letter’s',
  async (locale) => {
    const { text, html } = await renderMessage(messageOf('endorsement-approved', locale), site);
    const letter = `${site.publicUrl}${prefixOf('', locale)}/letters/refuge`;
    expect(text.split('\n')).toContain(letter);
    expect(text.split('\n')).toContain(`${letter}?via=sample-organisation-2`);
    expect(html).toContain(`href="${letter}?via=sample-organisation-2"`);
  },
);

test.each(locales)(
  'in %s whoever is asked to confirm reads whose news was ticked',
  async (locale) => {
    const message = messageOf('confirm-signature', locale);
    expect((await renderMessage(message, site)).text).not.toContain('Рідна мова');
    if (message.kind === 'confirm-signature') message.props.newsFrom = 'Рідна мова';
    const { text, html } = await renderMessage(message, site);
    for (const form of [text, html]) expect(form).toContain('Рідна мова');
  },
);

test.each(locales)('in %s a mail to confirm says what follows, invited or not', async (locale) => {
  const say = mailCopy(locale);
  const message = messageOf('confirm-endorsement', locale);
  expect((await renderMessage(message, site)).text).toContain(say('confirmEndorsement.next'));
  if (message.kind === 'confirm-endorsement') message.props.atOnce = true;
  const invited = await renderMessage(message, site);
  for (const form of [invited.text, invited.html]) {
    expect(form).toContain(say('confirmEndorsement.nextInvited'));
    expect(form).not.toContain(say('confirmEndorsement.next'));
  }
});

test('a signatory sees what, link, code and "not you" in this order', async () => {
  const { subject, text } = await renderMessage(messageOf('confirm-signature', 'en'), site);
  expect(subject).toBe('Confirm your signature: 482 913');
  const [what, link, code, notYou, choices] = text.split('\n\n');
  expect(what).toMatch(/^Please confirm your signature/);
  expect(link).toBe(`https://letters.example/confirm/${token}`);
  expect(code).toContain('482 913');
  expect(notYou).toMatch(/^If this was not you, ignore this mail; nothing is published\./);
  expect(notYou).toMatch(new RegExp(`\nhttps://letters.example/not-me/${token}$`));
  expect(choices).toContain('Олена Ґудзь');
  expect(choices).toContain('shown on the page and in the letter');
});

test('a glance at the inbox gives away neither name nor letter', async () => {
  for (const kind of messageKinds) {
    const { subject } = await renderMessage(messageOf(kind, 'en'), site);
    expect(subject).not.toMatch(/Олена|Refuge|Sample organisation/);
  }
});

test('whoever is refused a change without a reason is told no empty one', async () => {
  for (const locale of locales) {
    const message = messageOf('endorsement-changes-declined', locale);
    if (message.kind !== 'endorsement-changes-declined') throw new Error('another kind');
    const given = await renderMessage(message, site);
    expect(given.text).toContain('This is another name');
    const { text, html } = await renderMessage(
      { ...message, props: { ...message.props, reason: null } },
      site,
    );
    expect(text.split('\n\n')).toHaveLength(given.text.split('\n\n').length - 1);
    for (const form of [text, html]) expect(form).not.toMatch(/null|Their reason|사유|Причина/);
  }
});

test('a name cannot bring markup, placeholders or links into the mail', async () => {
  const name = '<img src=x onerror=alert(1)>{code}';
  const { html, text } = await renderMessage(messageOf('confirm-signature', 'en', { name }), site);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;{code}');
  expect(text).toContain(name);
});

test('a name written from right to left does not turn the sentence around it', async () => {
  const { text } = await renderMessage(
    messageOf('confirm-signature', 'en', { name: 'שרה כהן' }),
    site,
  );
  expect(text).toContain('\u2068שרה כהן\u2069');
});

test('a Ukrainian reads the right plural form', async () => {
  const { text } = await renderMessage(messageOf('confirm-signature', 'uk'), site);
  expect(text).toContain('Посилання діє 7 днів.');
  const endorsement = await renderMessage(messageOf('confirm-endorsement', 'uk'), site);
  expect(endorsement.text).toContain('Посилання діє 3 дні.');
});

function placeholders(pattern: string): string[] {
  return [...new Set([...pattern.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ''))].sort();
}

test.each(locales)('the mails in %s say everything that the English ones say', (locale) => {
  const { en } = mailCatalogues;
  const catalogue = mailCatalogues[locale];
  expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    expect(catalogue[key].trim(), key).not.toBe('');
    expect(placeholders(catalogue[key]), key).toEqual(placeholders(en[key]));
  }
});
