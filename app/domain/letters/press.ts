import type { Locale } from '~/i18n/locale';
import type { CopiedColumn, ExportFormat, Progress, Table } from '../exports/export';
import type { MailTrial } from '../messages/mail-trial';
import type { MessageProps } from '../messages/message';
import type { IncomingMail } from '../replies/incoming-mail';
import type { LetterFeed } from './letter-feed';
import type { LetterSnapshot } from './letter-snapshot';

/** Above so many names a document is printed in a process of its own, and not while somebody waits. */
export const manyNames = 2_000;

/** A finished document and its SHA-256 in hex. */
export type PrintedDocument = { bytes: Buffer; hash: string };

/** Annex A where it is a document of its own: its SHA-256 in hex, its size in bytes, its names. */
export type SeparateAnnex = { hash: string; bytes: number; names: number };

/** What was seen while a letter was printed. */
export type PrintFacts = {
  /** Pages of the document with the letter, all together. */
  pages: number;
  /** Pages of the letter alone, by language. */
  letterPages: Partial<Record<Locale, number>>;
  /** How many characters no font could draw. */
  undrawn: number;
};

/** A letter on paper; `annex` is null where the letter has it inside. */
export type PrintedLetter = {
  letter: PrintedDocument;
  annex: PrintedDocument | null;
  facts: PrintFacts;
};

/** What a pack for handing over is made of. */
export type PackInput = {
  snapshot: LetterSnapshot;
  locales: Locale[];
  /** Where it is brought or posted to, besides the addressee's own lines. */
  postal: string | null;
  letter: Buffer;
  letterHash: string;
  letterPages: number | null;
  annex: Buffer;
  /** Null where the letter has the annex inside, too. */
  annexHash: string | null;
  annexInside: boolean;
};

/** A file of a ZIP, whole or in pieces as they come. */
export type BundledFile = { name: string; content: Buffer | AsyncIterable<Uint8Array> };

/** What one mail to an addressee is made of. */
export type LetterMail = {
  snapshot: LetterSnapshot;
  /** In the order in which the letter's languages appear; the first is the addressee's. */
  locales: Locale[];
  to: string;
  /** Mailboxes that get a copy, named in the mail. */
  copies: string[];
  /** With angle brackets (RFC 5322), constant over every attempt. */
  messageId: string;
  date: Date;
  pdf: Buffer;
  /** Annex A where it is not in `pdf`. */
  annex: SeparateAnnex | null;
  /** Where answers go; null for back to the sender. */
  replyTo: string | null;
  /** Marked as a trial in the subject and in the first line, and in its attachment's name. */
  trial?: boolean;
};

/**
 * The makers of documents, handed to the domain by the composition root: the domain decides what
 * is printed for whom, and knows nothing of PDF or MIME.
 */
export type Press = {
  /** The letter with its annex, digitally signed: the same snapshot and key give the same bytes. */
  letterPdf(snapshot: LetterSnapshot, locales: Locale[]): Promise<Buffer>;
  /** The same as two documents if one would have more than `splitAbove` bytes. */
  letterDocuments(
    snapshot: LetterSnapshot,
    locales: Locale[],
    splitAbove: number,
  ): Promise<PrintedLetter>;
  /** Annex A alone, signed. */
  annexPdf(snapshot: LetterSnapshot, locales: Locale[]): Promise<PrintedDocument>;
  /** A ZIP of everything for a delivery on paper: the same input gives the same bytes. */
  printPack(input: PackInput): Promise<Buffer>;
  /** Files as one ZIP, with their SHA-256 in `SHA256SUMS.txt`. */
  bundle(files: AsyncIterable<BundledFile>): AsyncIterable<Uint8Array>;
  letterText(snapshot: LetterSnapshot, locales: Locale[], annex?: SeparateAnnex | null): string;
  shareImage(snapshot: LetterSnapshot, locale: Locale): Promise<Buffer>;
  /** `organisation` as it is called in that language. */
  badge(organisation: string, title: string, locale: Locale): Promise<Buffer>;
  /** Atom (RFC 4287). */
  feed(feed: LetterFeed): string;
  letterSubject(snapshot: LetterSnapshot, locale: Locale): string;
  letterMail(mail: LetterMail): Promise<Buffer>;
  /** What a finished PDF says of its fonts and its text, read back from the bytes. */
  inspectPdf(pdf: Buffer): { fonts: number; embedded: number; readable: boolean; text: boolean };
  /** News to a signatory, as the worker renders it; `publicUrl` is where its links lead. */
  updateMail(
    mail: MessageProps['update'],
    publicUrl: string,
  ): Promise<{ subject: string; text: string; html: string }>;
  /** A file of that format as it is made, formula-safe; see the table for what each leaves out. */
  table(format: ExportFormat, table: Table): AsyncIterable<string | Uint8Array>;
  /** A mail that came in, as plain text and files; null for what is no mail or is over the bound. */
  readMail(raw: Buffer): Promise<IncomingMail | null>;
  /** A CSV file from what the database has written as CSV in these columns, without a heading. */
  copiedCsv(
    columns: readonly CopiedColumn[],
    copied: AsyncIterable<Buffer>,
    progress: Progress,
  ): AsyncIterable<Uint8Array>;
  mailTrial: MailTrial;
  /** What receivers find about the domain of the sender: SPF, DKIM, DMARC. Never a fault. */
  mailDomain(): Promise<{ level: string; subject: string; detail: string }[]>;
};
