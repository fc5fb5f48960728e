import { afterAll, beforeAll, expect, test } from 'vitest';
import { addScans } from '~/domain/paper/add-scans.server';
import { withdrawBatch } from '~/domain/paper/withdraw-batch.server';
import { askReported } from '~/domain/reports/ask-reported.server';
import { takeOutReported } from '~/domain/reports/take-out-reported.server';
import { runOutbox } from '~/jobs/run-outbox.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { until } from '../support/application';
import { readExports, walkPublicSite } from '../support/audiences';
import { dumpDatabase } from '../support/dump';
import { noise } from '../support/hostile-pictures';
import { createLetter, slug } from '../support/letter';
import { enter } from '../support/paper';
import { nextCase, signPublicly } from '../support/reporting';
import { type Site, startSite } from '../support/site';

const actor = { kind: 'operator' } as const;
const canaries = {
  words: 'zqreportwordsqz',
  address: 'zqreporterqz',
  collector: 'zqcollectorqz',
  place: 'zqplaceqz',
  note: 'zqnoteqz',
  withdrawn: 'zqwithdrawnqz',
  file: 'zqfilenameqz',
};
let site: Site;

beforeAll(async () => {
  site = await startSite();
  await createLetter(site.ctx);
});
afterAll(() => site?.stop());

function found(text: string): string[] {
  const lower = text.toLowerCase();
  return Object.values(canaries).filter((word) => lower.includes(word));
}

test('what a reporter or a collector wrote stands in no dump, log, public page, audit entry or mail to others', async () => {
  const { ctx } = site;
  const { number, email } = await signPublicly(ctx, { name: 'Названа Особа' });
  const body = new URLSearchParams({
    reason: 'other',
    words: `Ask ${canaries.words} about it`,
    email: `${canaries.address}@birds.example`,
    ticket: 'a-ticket',
  });
  const address = `${site.origin}/uk/letters/${slug}/signatures/${number}/report`;
  const headers = { Origin: site.origin, 'Sec-Fetch-Site': 'same-origin' };
  const sent = await fetch(address, { method: 'POST', body, headers, redirect: 'manual' });
  expect(sent.status).toBe(303);
  const batch = await enter(ctx, actor, {
    collector: canaries.collector,
    place: canaries.place,
    note: canaries.note,
  });
  const files = [
    await noise(30, 30)
      .withExif({ IFD0: { Copyright: canaries.file } })
      .jpeg()
      .toBuffer(),
  ];
  await addScans(ctx, { slug, id: batch, actor, files });
  await withdrawBatch(ctx, { slug, id: batch, actor, reason: canaries.withdrawn });
  const { current } = await nextCase(ctx);
  expect(current?.reports[0]?.words).toContain(canaries.words);
  const id = current?.id ?? '';
  await askReported(ctx, { slug, id, actor });
  expect(found(await dumpDatabase(site.connectionString))).toEqual([]);

  const taken = await takeOutReported(ctx, { slug, id, actor, because: 'other' });
  expect(taken).toMatchObject({ ok: true });
  const outbox = runOutbox(ctx);
  const mails = await until('both mails', async () => {
    const captured = await listCapturedMails(ctx);
    const told = captured.filter(({ to }) => to.startsWith(canaries.address));
    const asked = captured.filter(
      ({ to, links }) => to === email && /confirm-again/.test(links.join()),
    );
    return told.length === 1 && asked.length === 1 && captured;
  });
  await outbox.stop();
  const others = mails.filter(({ to }) => !to.startsWith(canaries.address));
  expect(found(JSON.stringify(others))).toEqual([]);
  expect(found(await dumpDatabase(site.connectionString))).toEqual([]);
  expect(found(site.log())).toEqual([]);
  const { text, visited } = await walkPublicSite(site);
  expect(visited.map(({ path }) => path)).toContain(`/letters/${slug}/signatures/1/report`);
  expect(found(text)).toEqual([]);
  expect(found((await readExports(site, 'public')).join())).toEqual([]);
});
