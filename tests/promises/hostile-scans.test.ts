import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBatch } from '~/domain/paper/read-batch.server';
import { readScan } from '~/domain/paper/read-scan.server';
import { openSession } from '../support/desk';
import { animation, noise, pictureBomb, textBomb, wideJpeg } from '../support/hostile-pictures';
import { createLetter, slug } from '../support/letter';
import { enter } from '../support/paper';
import { type Site, startSite } from '../support/site';

const megabyte = 1024 * 1024;
const canary = '<script>alert("canary")</script>';
const actor = { kind: 'operator' } as const;
const pdf = (inside = '') => Buffer.from(`%PDF-1.4\n1 0 obj\n<<${inside}>>\nendobj\n%%EOF\n`);
let site: Site;
let session: string;
let batch: string;

beforeAll(async () => {
  site = await startSite();
  await createLetter(site.ctx);
  session = await openSession(site.ctx, 'owner');
  // The first picture loads the decoder; what is measured here are the others.
  await upload([await noise(40, 20).png().toBuffer()]);
});
afterAll(() => site?.stop());

/** Adds files to a new batch, as the page's form does; with what it cost: seconds of the processor, because others may be busy as well. */
async function upload(files: Buffer[], given: { fileName?: string; signedIn?: boolean } = {}) {
  const { fileName = 'sheet.png', signedIn = true } = given;
  batch = await enter(site.ctx);
  const body = new FormData();
  body.append('intent', 'add');
  for (const bytes of files) {
    body.append('scans', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), fileName);
  }
  const before = process.memoryUsage().rss;
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 2);
  const begun = process.cpuUsage();
  const answer = await fetch(`${site.origin}/organise/letters/${slug}/paper/${batch}`, {
    method: 'POST',
    body,
    headers: {
      Origin: site.origin,
      'Sec-Fetch-Site': 'same-origin',
      ...(signedIn && { Cookie: `undersigned=${session}` }),
    },
    redirect: 'manual',
  });
  const html = await answer.text();
  const { user, system } = process.cpuUsage(begun);
  const took = (user + system) / 1000;
  clearInterval(look);
  return { html, took, status: answer.status, grew: most - before };
}

async function stored() {
  const read = await readBatch(site.ctx, { slug, id: batch, actor });
  if (!read.ok) throw new Error(read.reason);
  return read.scans;
}

describe('a scan that is there to do harm', () => {
  const refused: [string, () => Buffer | Promise<Buffer>][] = [
    ['a picture of 30,000 pixels a side', () => pictureBomb(30_000)],
    ['a JPEG that says it is 30,000 pixels a side', wideJpeg],
    ['a drawing that could run a script', () => Buffer.from(`<svg>${canary}</svg>`)],
    ['a page', () => Buffer.from(`<!doctype html>${canary}`)],
    ['half of a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    [
      'a PDF with an archive behind it',
      () => Buffer.concat([pdf(), Buffer.from('PK\u0003\u0004')]),
    ],
    ['a page with a PDF in it', () => Buffer.concat([Buffer.from(canary), pdf()])],
    ['a PDF with a script', () => pdf('/S /JavaScript /JS (app.alert(1))')],
    ['a PDF that starts a program', () => pdf('/S /Launch')],
    ['a PDF without an end', () => Buffer.from('%PDF-1.4\n1 0 obj')],
    ['a file of 11 MB', () => Buffer.concat([pdf(), Buffer.alloc(11 * megabyte)])],
  ];
  test.each(refused)(
    '%s is refused within a second of work and 200 MB, and the batch keeps every answer',
    async (_what, make) => {
      const harmless = await noise(40, 20).png().toBuffer();
      const sent = await upload([harmless, await make()]);
      expect(sent.status).toBe(422);
      expect(sent.html).toContain('No scan was added');
      expect(sent.html).toContain('Harbour Light Initiative');
      expect(sent.html).toContain('The batch is as it was');
      expect(sent.took).toBeLessThan(1000);
      expect(sent.grew).toBeLessThan(200 * megabyte);
      expect(await stored()).toEqual([]);
    },
  );

  const neutral: [string, () => Buffer | Promise<Buffer>][] = [
    [
      'a picture that is also an archive and a page',
      async () =>
        Buffer.concat([
          await noise(60, 40).png().toBuffer(),
          Buffer.from(`PK\u0003\u0004${canary}`),
          pdf(),
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
    ['a hundred megabytes of text behind sixteen pixels', textBomb],
    ['sixty pictures in one', animation],
  ];
  test.each(neutral)('%s is kept as a plain JPEG', async (_what, make) => {
    const sent = await upload([await make()]);
    expect(sent.status).toBe(303);
    expect(sent.grew).toBeLessThan(200 * megabyte);
    const [scan] = await stored();
    const input = { slug, id: batch, scanId: scan?.id ?? '', actor };
    const read = await readScan(site.ctx, input);
    if (!read.ok) throw new Error(read.reason);
    expect(read.bytes.includes('canary')).toBe(false);
    const { format, exif, pages = 1 } = await sharp(read.bytes).metadata();
    expect({ format, exif, pages }).toEqual({ format: 'jpeg', exif: undefined, pages: 1 });
  });

  test('a PDF leaves only as a file to be saved, in a sandbox, to whom may moderate', async () => {
    expect((await upload([pdf('/Type /Catalog')], { fileName: '../../etc/x.pdf' })).status).toBe(
      303,
    );
    const [scan] = await stored();
    const fetchScan = (cookie: string) =>
      fetch(`${site.origin}/organise/letters/${slug}/paper/${batch}/scan`, {
        method: 'POST',
        body: new URLSearchParams({ scan: scan?.id ?? '' }),
        headers: { Origin: site.origin, 'Sec-Fetch-Site': 'same-origin', Cookie: cookie },
        redirect: 'manual',
      });
    const answer = await fetchScan(`undersigned=${session}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="paper-\d+-[0-9a-f]{12}\.pdf"$/,
    );
    expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf('/Type /Catalog'));
    expect((await fetchScan('')).headers.get('Location')).toBe('/organise/sign-in');
    expect(site.log()).not.toContain('etc/x');
  });

  test('a hundred megabytes are answered in the words of the page, and need no memory', async () => {
    const before = readdirSync(process.cwd());
    const sent = await upload(Array.from({ length: 10 }, () => Buffer.alloc(10 * megabyte)));
    expect(sent.status).toBe(422);
    expect(sent.html).toContain('Together the files have more than 30 MB');
    expect(sent.html).toContain('Harbour Light Initiative');
    expect(await stored()).toEqual([]);
    expect(readdirSync(process.cwd())).toEqual(before);
  });

  test('from nobody who is signed in nothing large is read', async () => {
    const sent = await upload([Buffer.alloc(megabyte)], { signedIn: false }).catch(() => null);
    if (sent) expect(sent.status).toBe(413);
    expect(await stored()).toEqual([]);
  });
});
