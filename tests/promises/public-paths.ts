import type { Application } from '../support/application';
import { createVisitor } from '../support/visitor';

/**
 * Every kind of public address, with living links of people who have just signed, so that what is
 * behind a link is reached too.
 */
export async function publicPaths(
  app: Application,
  slug: string,
  people: number,
): Promise<{ paths: string[]; emails: string[] }> {
  const letter = `/letters/${slug}`;
  const emails = Array.from({ length: people }, (_, n) => `fuzz${n}@people.example`);
  const links: string[] = [];
  for (const email of emails) {
    const form = { name: 'Fuzz Person', email, visibility: 'public' };
    await createVisitor(app.origin).post(`${letter}/sign`, form);
    const mail = await app.mailTo(email);
    links.push(...mail.links.map((link) => new URL(link).pathname));
  }
  const tokens = [...new Set(links)].filter((path) =>
    /\/(confirm|my-signature|not-me)\//.test(path),
  );
  const paths = [
    '/',
    '/safety',
    letter,
    ...['sign', 'sign', 'sign', 'check-mail', 'confirm-code', 'thank-you', 'endorse', 'poster'].map(
      (page) => `${letter}/${page}`,
    ),
    ...[
      'background',
      'signatures',
      'endorse/check-mail',
      'status.json',
      'qr.svg',
      'embed',
      'feed.atom',
      'versions',
      'versions/1',
      'versions/9',
    ].map((page) => `${letter}/${page}`),
    `/share/${slug}-en.png`,
    '/media/0.png',
    '/confirm/unknown',
    '/my-signature/unknown',
    '/my-signature/unknown/download.json',
    '/carry-over/unknown',
    '/confirm-again/unknown',
    `${letter}/signatures/1/report`,
    '/my-endorsement/unknown',
    '/invitation/unknown',
    '/mailbox-change/unknown',
    '/authority-check/unknown',
    '/news-list/unknown',
    '/news-list/unknown/people.csv',
    `${letter}?via=nobody`,
    `${letter}/badge/nobody.en.png`,
    '/not-me/unknown',
    '/unsubscribe/unknown',
    '/letters/none/sign',
    '/organise/sign-in',
    '/organise',
    '/site.js',
    '/assets/none.js',
    '/healthz',
    ...tokens,
  ];
  return { paths, emails };
}
