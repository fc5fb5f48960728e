import type { FeedEntry, LetterFeed } from '~/domain/letters/letter-feed';
import { escapeXml } from '~/primitives/escape-xml';

/** A feed by RFC 4287 in one language, newest entry first. */
export function writeAtomFeed(feed: LetterFeed): string {
  const entries = feed.entries.toSorted((one, other) => other.updated.localeCompare(one.updated));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.language)}">`,
    element('id', feed.id),
    element('title', feed.title),
    element('updated', entries[0]?.updated ?? ''),
    `<author>${element('name', feed.author)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.link)}"/>`,
    ...entries.map(entryXml),
    '</feed>',
    '',
  ].join('\n');
}

function entryXml(entry: FeedEntry): string {
  return [
    '<entry>',
    element('id', entry.id),
    element('title', entry.title),
    element('updated', entry.updated),
    `<link rel="alternate" type="text/html" href="${escapeXml(entry.link)}"/>`,
    `<content type="text">${escapeXml(entry.text)}</content>`,
    '</entry>',
  ].join('\n');
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}
