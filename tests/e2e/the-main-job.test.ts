import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication, until } from '../support/application';
import { type Mailbox, startMailbox } from '../support/mailbox';
import { createVisitor } from '../support/visitor';

const slug = 'refuge-for-captured-soldiers';
const letterPath = `/letters/${slug}`;
const prefixes = { en: '', ko: '/ko', uk: '/uk' } as const;
const people = {
  en: { name: 'Siobhán O’Brien', email: 'siobhan@people.example', visibility: 'public' },
  ko: { name: '남궁민서', email: 'namgung@people.example', visibility: 'letter' },
  uk: { name: 'Єва Ґудзь-Їжакевич', email: 'yeva@people.example', visibility: 'counted' },
} as const;

let app: Application;
let mailbox: Mailbox;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApplication({ SMTP_URL: mailbox.url, DELIVERY: 'smtp' });
});

afterAll(async () => {
  await app?.stop();
  await mailbox?.close();
  if (app) removeDataDir(app.dataDir);
});

async function status() {
  return (await fetch(`${app.origin}${letterPath}/status.json`)).json();
}

async function mailTo(address: string) {
  const { raw } = await mailbox.waitFor(({ to }) => to === address);
  return simpleParser(raw);
}

function linkIn(text: string, part: string): string {
  const link = [...text.matchAll(/https?:\/\/\S+/g)].map(([url]) => url);
  const found = link.find((url) => url.includes(part));
  if (!found) throw new Error(`no link with ${part} in the mail`);
  return found;
}

function textOfPdf(pdf: Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), 'undersigned-pdf-')), 'letter.pdf');
  writeFileSync(file, pdf);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}

describe.each(Object.entries(people))('a signer in language %s', (locale, person) => {
  const prefix = prefixes[locale as keyof typeof prefixes];

  test('signs without JavaScript, confirms by the link in the mail, and is counted then only', async () => {
    const visitor = createVisitor(app.origin);
    const before = (await status()).signatures;
    const page = await visitor.get(`${prefix}${letterPath}`);
    expect(page.html).toContain(`<html lang="${locale}"`);
    const sent = await visitor.post(`${prefix}${letterPath}/sign`, { ...person, country: 'KR' });
    expect(sent.status).toBe(303);
    expect(sent.location).toBe(`${prefix}${letterPath}/check-mail`);
    expect((await visitor.get(sent.location ?? '')).text).toContain(person.email);

    const mail = await mailTo(person.email);
    expect(mail.html).toBeTruthy();
    const link = linkIn(mail.text ?? '', '/confirm/');
    expect(linkIn(mail.text ?? '', '/my-signature/')).toContain(app.origin);
    const confirm = await visitor.get(new URL(link).pathname);
    expect(confirm.text).toContain(person.name);
    expect((await status()).signatures).toBe(before);
    const done = await visitor.pressButton(confirm);
    expect(done.status).toBe(303);
    expect((await status()).signatures).toBe(before + 1);
    expect((await visitor.pressButton(confirm)).status).toBe(303);
    expect((await status()).signatures).toBe(before + 1);

    const list = await visitor.get(`${prefix}${letterPath}`);
    expect(list.html.includes(person.name)).toBe(person.visibility === 'public');
  });
});

describe('an organisation', () => {
  test('endorses, confirms, and stands on the letter only after approval', async () => {
    const visitor = createVisitor(app.origin);
    const fields = {
      organisation: '북한인권시민모임',
      organisationEn: 'Citizens for Rights',
      country: 'KR',
      website: 'citizens.example',
      representative: 'Han Ji-woo',
      role: 'Director',
      email: 'han@citizens.example',
      showRepresentative: 'yes',
      authorised: 'on',
    };
    const sent = await visitor.post(`/ko${letterPath}/endorse`, fields);
    expect(sent.status).toBe(303);
    const mail = await mailTo(fields.email);
    const confirm = await visitor.get(new URL(linkIn(mail.text ?? '', '/confirm/')).pathname);
    expect((await visitor.pressButton(confirm)).status).toBe(303);
    expect((await visitor.get(letterPath)).html).not.toContain(fields.organisation);

    const waiting = await app.command('endorsement', 'list', slug, '--state', 'waiting', '--json');
    const [own] = JSON.parse(waiting.stdout).filter(
      (endorsement: { organisation: string }) => endorsement.organisation === fields.organisation,
    );
    const organiser = createVisitor(app.origin);
    const door = await organiser.get(new URL(app.signInUrl).pathname);
    expect((await organiser.pressButton(door)).status).toBe(303);
    const queue = `/organise/letters/${slug}/endorsements`;
    expect((await organiser.post(queue, { intent: 'next' })).status).toBe(303);
    expect((await organiser.get(queue)).html).toContain('Approve');
    const decision = { intent: 'approve', id: own.id, authorityBasis: 'domain-match' };
    expect((await organiser.post(queue, decision)).status).toBeLessThan(400);
    const letter = await visitor.get(letterPath);
    expect(letter.html).toContain(fields.organisation);
    expect(letter.html).toContain(fields.representative);
  });
});

describe('the officer at the embassy', () => {
  test('gets one mail with the whole letter as text and one PDF that can be trusted', async () => {
    const addressee = 'the Ambassador of Ukraine to the Republic of Korea';
    const deliver = ['letter', 'deliver', slug, '--to', 'embassy', '--confirm'];
    const wrong = await app.command(...deliver, 'somebody else');
    expect(wrong.code).toBe(1);
    const sent = await app.command(...deliver, addressee);
    expect(sent).toMatchObject({ code: 0 });
    const id = sent.stdout.trim();
    const { raw } = await mailbox.waitFor(({ to }) => to === 'embassy-seoul@embassy.example');
    const mail = await simpleParser(raw);
    const { counts } = JSON.parse((await app.command('letter', 'status', slug, '--json')).stdout);
    expect(mail.attachments).toHaveLength(1);
    for (const word of ['України', 'Your Excellency', '대한민국'])
      expect(mail.text).toContain(word);
    expect(mail.text).toMatch(/^1\. /m);
    expect(mail.html).toBeTruthy();
    const pdf = mail.attachments[0]?.content ?? Buffer.alloc(0);
    const words = textOfPdf(pdf);
    expect(words).toContain(people.en.name);
    expect(words).toContain(people.ko.name);
    expect(words).not.toContain(people.uk.name);
    expect(words).toContain('북한인권시민모임');
    expect(raw.includes(Buffer.from(people.uk.email))).toBe(false);

    const ledger = await until('the ledger to say accepted', async () => {
      const shown = JSON.parse((await app.command('delivery', 'show', id, '--json')).stdout);
      return shown.state === 'accepted' && shown;
    });
    expect(ledger.messageId).toBe(mail.messageId);
    expect(ledger.signatures).toBe(counts.confirmed);
    expect(ledger.events.at(-1).evidence).toMatch(/^250 /);
    const again = await app.command(...deliver, addressee);
    expect(again.code).toBe(1);
    const letters = mailbox.messages.filter(({ to }) => to === 'embassy-seoul@embassy.example');
    expect(letters).toHaveLength(1);
  });
});

describe('the organiser', () => {
  test('exports the columns of the contract, and nobody who asked not to be named', async () => {
    const file = join(app.dataDir, 'letter.csv');
    const made = await app.command(
      ...['letter', 'export', slug, '--what', 'signatures', '--preset', 'letter'],
      ...['--format', 'csv', '--out', file],
    );
    expect(made.code).toBe(0);
    const csv = readFileSync(file, 'utf8');
    expect(csv.split('\r\n')[0]).toBe(
      '\ufeffnumber,name,affiliation,title,country,locale,visibility,state,letter_version,signed_at,confirmed_at,withdrawn_at,source',
    );
    expect(csv).toContain(people.ko.name);
    expect(csv).not.toContain(people.uk.name);
    expect(csv).not.toContain('@');
    const full = await app.command(
      ...['letter', 'export', slug, '--what', 'signatures', '--preset', 'full', '--format', 'csv'],
    );
    expect(full.stdout.split('\r\n')[0]).toBe(
      '\ufeffnumber,name,email,affiliation,title,country,locale,visibility,comment,state,letter_version,signed_at,confirmed_at,withdrawn_at,source',
    );
    expect(full.stdout).toContain(people.uk.email);
    const endorsements = await app.command(
      ...[
        'letter',
        'export',
        slug,
        '--what',
        'endorsements',
        '--preset',
        'public',
        '--format',
        'csv',
      ],
    );
    expect(endorsements.stdout.split('\r\n')[0]).toBe(
      '\ufefforganisation,organisation_en,country,website,representative,role,state,authority_basis,approved_by,approved_at',
    );
  });
});

describe('a signer who changes their mind', () => {
  test('withdraws by the link in the mail and leaves list and count at once', async () => {
    const visitor = createVisitor(app.origin);
    const before = (await status()).signatures;
    const mail = await mailTo(people.en.email);
    const link = new URL(linkIn(mail.text ?? '', '/my-signature/')).pathname;
    expect((await visitor.get(link)).html).toContain(people.en.name);
    expect((await visitor.post(link, { intent: 'withdraw' })).status).toBeLessThan(400);
    expect((await status()).signatures).toBe(before - 1);
    expect((await visitor.get(letterPath)).html).not.toContain(people.en.name);
  });
});
