import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import { animation, noise, pictureBomb, textBomb, wideJpeg } from '../support/hostile-pictures';
import { createLetter, slug, waitingMails } from '../support/letter';
import { type Site, startSite } from '../support/site';

const megabyte = 1024 * 1024;
const canary = '<script>alert("canary")</script>';
let site: Site;
let number = 0;

beforeAll(async () => {
  site = await startSite();
  await createLetter(site.ctx);
  // The first picture loads the decoder; what is measured here are the others.
  await upload(await noise(40, 20).png().toBuffer());
});
afterAll(() => site?.stop());

/** Sends the form of an organisation, with how long the answer took and what memory it needed. */
async function upload(bytes: Buffer, fileName = 'logo.png') {
  number += 1;
  const organisation = `Uploading organisation ${number}`;
  const email = `han@uploading-${number}.example`;
  const body = new FormData();
  const answers = {
    organisation,
    organisationEn: organisation,
    country: 'KR',
    website: `uploading-${number}.example`,
    representative: 'Han Ji-woo',
    role: 'Director',
    email,
    showRepresentative: 'no',
    authorised: 'on',
  };
  for (const [name, value] of Object.entries(answers)) body.append(name, value);
  body.append('logo', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), fileName);
  const before = process.memoryUsage().rss;
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 2);
  const begun = performance.now();
  const answer = await fetch(`${site.origin}/letters/${slug}/endorse`, {
    method: 'POST',
    body,
    headers: { Origin: site.origin, 'Sec-Fetch-Site': 'same-origin' },
    redirect: 'manual',
  });
  const html = await answer.text();
  const took = performance.now() - begun;
  clearInterval(look);
  return { organisation, email, html, took, status: answer.status, grew: most - before };
}

/** The picture that strangers get of an organisation, once it is approved. */
async function published({ organisation, email }: { organisation: string; email: string }) {
  const { ctx } = site;
  const mails = await waitingMails(ctx, 'confirm-endorsement');
  const mail = mails.find(({ to }) => to === email);
  await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
  const listed = await listEndorsements(ctx, { slug });
  const found = listed.ok && listed.endorsements.find((one) => one.organisation === organisation);
  if (!found) throw new Error('the endorsement is not on record');
  const actor = { kind: 'operator' } as const;
  await approveEndorsement(ctx, { id: found.id, actor, authorityBasis: 'known-contact' });
  const page = await readLetterPage(ctx, { slug, locale: 'en' });
  const tile = page.ok && page.page.endorsements.find(({ id }) => id === found.id);
  if (!tile) throw new Error('the organisation is not on the letter');
  const answer = await fetch(`${site.origin}/media/${tile.logoHash}.png`);
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe('a file that is there to do harm', () => {
  const pictures: [string, () => Buffer | Promise<Buffer>][] = [
    ['a picture of 30,000 pixels a side', () => pictureBomb(30_000)],
    ['a JPEG that says it is 30,000 pixels a side', wideJpeg],
    ['a drawing that could run a script', () => Buffer.from(`<svg>${canary}</svg>`)],
    ['a page', () => Buffer.from(`<!doctype html>${canary}`)],
    ['half of a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ];
  test.each(pictures)(
    '%s is refused in under a second and 200 MB, with every other answer kept',
    async (_what, make) => {
      const sent = await upload(await make());
      expect(sent.status).toBe(422);
      expect(sent.html).toContain(`value="${sent.organisation}"`);
      expect(sent.html).toContain('value="Han Ji-woo"');
      expect(sent.took).toBeLessThan(1000);
      expect(sent.grew).toBeLessThan(200 * megabyte);
    },
  );

  const neutral: [string, () => Buffer | Promise<Buffer>][] = [
    [
      'a picture that is also an archive and a page',
      async () =>
        Buffer.concat([
          await noise(60, 40).png().toBuffer(),
          Buffer.from(`PK\u0003\u0004${canary}`),
        ]),
    ],
    [
      'a picture that tells in its EXIF where it was taken',
      () =>
        noise(60, 40)
          .withExif({ IFD0: { Copyright: canary }, IFD3: { GPSLatitude: '37/1 33/1 58/1' } })
          .jpeg()
          .toBuffer(),
    ],
    ['a picture of 4,096 pixels a side', () => pictureBomb(4096)],
    ['a hundred megabytes of text behind sixteen pixels', textBomb],
    ['sixty pictures in one', animation],
  ];
  test.each(neutral)(
    '%s leaves as a plain PNG, in under a second and 200 MB',
    async (_what, make) => {
      const sent = await upload(await make());
      expect(sent.status).toBe(303);
      expect(sent.took).toBeLessThan(1000);
      expect(sent.grew).toBeLessThan(200 * megabyte);
      const { answer, bytes } = await published(sent);
      expect(answer.headers.get('Content-Type')).toBe('image/png');
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox');
      expect(bytes.includes('canary')).toBe(false);
      const { format, exif, width, height, pages = 1 } = await sharp(bytes).metadata();
      expect({ format, exif, pages }).toEqual({ format: 'png', exif: undefined, pages: 1 });
      expect(width).toBeLessThanOrEqual(320);
      expect(height).toBeLessThanOrEqual(160);
    },
  );

  test.each([
    '../../../../etc/cron.d/logo.png',
    '..\\..\\logo.png',
    'logo.png\u0000.svg',
    '/etc/passwd',
    'C:\\logo.png',
    `${canary}.png`,
  ])('is not kept under the name it came with: %j', async (fileName) => {
    const before = readdirSync(process.cwd());
    const sent = await upload(await noise(60, 40).png().toBuffer(), fileName);
    expect(sent.status).toBe(303);
    expect((await published(sent)).bytes.includes('canary')).toBe(false);
    expect(site.log()).not.toContain('canary');
    expect(readdirSync(process.cwd())).toEqual(before);
  });

  test('of more than 2 MB is refused before it is read', async () => {
    const sent = await upload(Buffer.alloc(3 * megabyte)).catch(() => null);
    if (sent) expect(sent.status).toBe(413);
    const listed = await listEndorsements(site.ctx, { slug });
    const names = listed.ok ? listed.endorsements.map(({ organisation }) => organisation) : [];
    expect(names).not.toContain(`Uploading organisation ${number}`);
  });
});
