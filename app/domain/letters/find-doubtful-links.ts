import type { LetterText } from './letter';

const inText = /\]\(([^)\s]*)[^)]*\)|\bhttps?:\/\/[^\s<>()\]]+/g;

/** How many links a text has in its paragraphs and notes, and how many are no well-formed https. */
export function findDoubtfulLinks(text: LetterText): { links: number; doubtful: number } {
  const words = [
    ...text.paragraphs,
    text.requestsIntroduction,
    ...text.requests,
    ...text.closing,
    ...text.notes.map((note) => note.text),
  ];
  const links = [
    ...words.flatMap((line) =>
      [...line.matchAll(inText)].map(([whole, target]) => target ?? whole),
    ),
    ...text.notes.flatMap((note) => note.url ?? []),
  ];
  return { links: links.length, doubtful: links.filter((link) => !isSound(link)).length };
}

function isSound(link: string): boolean {
  if (link.startsWith('mailto:')) return true;
  if (!URL.canParse(link)) return false;
  const { protocol, hostname } = new URL(link);
  return protocol === 'https:' && hostname.includes('.');
}
