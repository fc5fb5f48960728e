import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { sendNewsList } from '~/domain/endorsements/send-news-list.server';
import { type ExportFormat, exportFormats, type SignaturePreset } from '~/domain/exports/export';
import { streamExport } from '~/domain/exports/start-export.server';
import { buildFolder } from '~/server/find-build.server';
import { textOf } from '../documents/read-pdf';
import { readXlsx } from '../documents/read-xlsx';
import { crawl, type Visited } from './crawl';
import { slug, waitingMails } from './letter';
import type { Sharing } from './sharing';
import type { Site } from './site';

const actor = { kind: 'operator' } as const;
const prefixes = ['', '/ko', '/uk'];

/** Addresses of every public route, in each language, as pages and as the data of single routes. */
export async function publicAddresses(): Promise<string[]> {
  const build: ServerBuild = await import(
    pathToFileURL(join(buildFolder(), 'server/index.js')).href
  );
  return Object.values(build.routes).flatMap((route) => {
    if (!route || route.id === 'root' || route.id.startsWith('routes/organise')) return [];
    const path = route.path ?? '';
    if (/:token|:hash|\*/.test(path)) return [];
    const filled = path
      .replace(':slug', slug)
      .replace(':number', '1')
      .replace(':file', `${slug}.uk.png`)
      .replace(':locale?', '')
      .replace(/^\//, '');
    const spoken = path.includes(':locale?') ? prefixes : [''];
    return spoken.flatMap((prefix) => {
      const address = `${prefix}/${filled}`.replace(/(.)\/$/, '$1');
      return [address, `${address}?_data=${encodeURIComponent(route.id)}`];
    });
  });
}

/** Searches and orders of the public list, which no link leads to. */
const listAddresses = ['?q=카나리아', '?sort=name', '?q=qv&sort=name', '?country=KR', '?after=999'];

/** Everything that a stranger can fetch, as text; PDFs as they copy out. */
export async function walkPublicSite(site: Site): Promise<{ visited: Visited[]; text: string }> {
  const lists = prefixes.flatMap((prefix) =>
    listAddresses.map((search) => `${prefix}/letters/${slug}/signatures${encodeURI(search)}`),
  );
  const shared = prefixes.map((prefix) => `${prefix}/letters/${slug}?via=wanted`);
  const badge = `/letters/${slug}/badge/wanted.en.png`;
  const visited = await crawl(site.origin, [
    ...(await publicAddresses()),
    ...lists,
    ...shared,
    badge,
  ]);
  return { visited, text: visited.map(readable).join('\n') };
}

function readable({ type, body, status }: Visited): string {
  if (type === 'application/pdf' && status === 200) return textOf(body);
  return `${body.toString('utf8')}\n${body.toString('latin1')}`;
}

/** Every file of an archive as text; PDFs as they copy out. */
export function readableArchive(files: Map<string, Buffer>): string {
  const texts = [...files].map(([name, body]) =>
    name.endsWith('.pdf') ? textOf(body) : body.toString(),
  );
  return texts.join('\n');
}

/** A copy for the addressee: its mail as sent, without the attachment, and its PDF. */
export async function walkAddresseeCopy(site: Site): Promise<{ mail: string; pdf: string }> {
  const { ctx } = site;
  const prepared = await prepareDelivery(ctx, { slug, target: 'embassy', actor });
  if (!prepared.ok) throw new Error(prepared.reason);
  const id = prepared.deliveryId;
  const pdf = await readDeliveryDocument(ctx, { id, document: 'pdf' });
  const message = await readDeliveryDocument(ctx, { id, document: 'message' });
  if (!pdf.ok || !message.ok) throw new Error('no documents');
  return { mail: await readableMail(message.bytes), pdf: textOf(pdf.bytes) };
}

/** Headers, text and HTML of a mail, decoded. */
export async function readableMail(raw: Buffer): Promise<string> {
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(raw);
  const headers = mail.headerLines.map(({ line }) => line).join('\n');
  return `${headers}\n${mail.subject}\n${mail.text}\n${mail.html}`;
}

/** One export, read back. */
export async function readExport(
  site: Site,
  preset: SignaturePreset,
  format: ExportFormat,
): Promise<string> {
  const made = await streamExport(site.ctx, { slug, what: 'signatures', preset, format, actor });
  if (!made.ok) throw new Error(made.reason);
  const chunks: Buffer[] = [];
  for await (const chunk of made.rows) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  if (format !== 'xlsx') return bytes.toString();
  return JSON.stringify((await readXlsx(bytes)).sheets);
}

/** The list of people who want an organisation's news, as its button gives it. */
export async function readNewsListOf(site: Site, sharing: Sharing): Promise<string> {
  const sent = await sendNewsList(site.ctx, { token: sharing.manageToken, network: null });
  if (!sent.ok) throw new Error(sent.reason);
  const [mail] = await waitingMails(site.ctx, 'news-list');
  if (!mail) throw new Error('no mail with a link');
  await site.ctx.db.deleteFrom('messages').where('kind', '=', 'news-list').execute();
  const path = `/news-list/${mail.props.listToken}/people.csv`;
  const headers = { Origin: site.origin };
  return (await fetch(`${site.origin}${path}`, { method: 'POST', headers })).text();
}

/** A preset in all formats. */
export async function readExports(site: Site, preset: SignaturePreset): Promise<string[]> {
  return Promise.all(exportFormats.map((format) => readExport(site, preset, format)));
}
