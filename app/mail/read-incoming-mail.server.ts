import { toPlainText } from '@react-email/render';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { parseBounce } from './parse-bounce.server';

type Attachment = { name: string; bytes: Buffer };

export type ReadMail = {
  messageId: string | null;
  answers: string[];
  addressedTo: string[];
  from: string;
  subject: string;
  date: Date | null;
  text: string;
  automatic: boolean;
  files: Attachment[];
  report: {
    recipients: { action: 'failed' | 'delayed'; status: string }[];
    about: string[];
  } | null;
};

type Bounds = { largestAttachment: number; mostAttachments: number };

const messageIds = /<[^<>\s]{1,250}>/g;
const holiday =
  /^(auto(matic)? ?(-|reply|response|matic reply|matische antwort)|out of (the )?office|автоматична відповідь|부재중|자동 ?(회신|응답))/i;

/**
 * Reads a mail into plain text, message-ids, addresses and files, whatever is in it; null for what is
 * no mail. HTML becomes text; nothing is fetched. Files over the bound, and more than so many, are
 * left out.
 */
export async function readIncomingMail(raw: Buffer, bounds: Bounds): Promise<ReadMail | null> {
  const mail = await parse(raw);
  if (!mail || (!mail.from && !mail.subject && !mail.messageId)) return null;
  const header = (name: string) =>
    mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
  const named = ['x-original-to', 'delivered-to', 'x-envelope-to'].flatMap(header);
  const bounce = parseBounce(raw);
  return {
    messageId: mail.messageId ?? null,
    answers: [...idsOf(mail.inReplyTo), ...idsOf(mail.references).toReversed()],
    addressedTo: [...named, ...mailboxes(mail.to), ...mailboxes(mail.cc)],
    from: writeSender(mail),
    subject: mail.subject ?? '',
    date: dateOf(mail),
    text: mail.text ?? (mail.html ? toPlainText(mail.html) : ''),
    automatic: isAutomatic(mail, header),
    files: filesOf(mail, bounds),
    report: bounce && { recipients: bounce.recipients, about: bounce.about },
  };
}

async function parse(raw: Buffer): Promise<Email | null> {
  try {
    const bounds = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 };
    return await PostalMime.parse(raw, { ...bounds, attachmentEncoding: 'arraybuffer' });
  } catch {
    return null;
  }
}

function idsOf(value: string | undefined): string[] {
  return (value ?? '').match(messageIds) ?? [];
}

function mailboxes(addresses: Address[] | undefined): string[] {
  return (addresses ?? []).flatMap((one) =>
    one.group ? one.group.map(({ address }) => address) : (one.address ?? []),
  );
}

function writeSender({ from }: Email): string {
  if (!from) return '';
  return from.name && from.address ? `${from.name} <${from.address}>` : (from.address ?? from.name);
}

function dateOf({ date }: Email): Date | null {
  const moment = date ? new Date(date) : null;
  return moment && !Number.isNaN(moment.getTime()) ? moment : null;
}

/** By what programs say of themselves (RFC 3834), and by the words of those that say nothing. */
function isAutomatic(mail: Email, header: (name: string) => string[]): boolean {
  const submitted = header('auto-submitted')[0]?.trim().toLowerCase();
  if (submitted && submitted !== 'no') return true;
  if (/^(bulk|auto_reply|junk)$/i.test(header('precedence')[0]?.trim() ?? '')) return true;
  const marks = ['x-autoreply', 'x-autorespond', 'x-auto-response-from', 'x-vacation'];
  return marks.some((mark) => header(mark).length > 0) || holiday.test(mail.subject ?? '');
}

function filesOf(mail: Email, bounds: Bounds): Attachment[] {
  const files = mail.attachments.map(({ filename, content }) => ({
    name: filename ?? '',
    bytes:
      typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content)),
  }));
  return files
    .filter(({ bytes }) => bytes.length <= bounds.largestAttachment)
    .slice(0, bounds.mostAttachments);
}
