import type { Locale } from '~/i18n/locale';
import type { CopiedColumn, ExportFormat, Progress, Table } from '../exports/export';
import type { MailTrial } from '../messages/mail-trial';
import type { MessageProps } from '../messages/message';
import type { LetterFeed } from './letter-feed';
import type { LetterSnapshot } from './letter-snapshot';

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
};

/**
 * The makers of documents, handed to the domain by the composition root: the domain decides what
 * is printed for whom, and knows nothing of PDF or MIME.
 */
export type Press = {
  letterPdf(snapshot: LetterSnapshot, locales: Locale[]): Promise<Buffer>;
  letterText(snapshot: LetterSnapshot, locales: Locale[]): string;
  shareImage(snapshot: LetterSnapshot, locale: Locale): Promise<Buffer>;
  /** `organisation` as it is called in that language. */
  badge(organisation: string, title: string, locale: Locale): Promise<Buffer>;
  /** Atom (RFC 4287). */
  feed(feed: LetterFeed): string;
  letterSubject(snapshot: LetterSnapshot, locale: Locale): string;
  letterMail(mail: LetterMail): Promise<Buffer>;
  /** News to a signatory, as the worker renders it; `publicUrl` is where its links lead. */
  updateMail(
    mail: MessageProps['update'],
    publicUrl: string,
  ): Promise<{ subject: string; text: string; html: string }>;
  /** A file of that format as it is made, formula-safe; see the table for what each leaves out. */
  table(format: ExportFormat, table: Table): AsyncIterable<string | Uint8Array>;
  /** A CSV file from what the database has written as CSV in these columns, without a heading. */
  copiedCsv(
    columns: readonly CopiedColumn[],
    copied: AsyncIterable<Buffer>,
    progress: Progress,
  ): AsyncIterable<Uint8Array>;
  mailTrial: MailTrial;
};
