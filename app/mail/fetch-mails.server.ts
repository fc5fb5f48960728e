import { ImapFlow } from 'imapflow';
import { seconds } from '~/primitives/duration';

export type ImapServer = {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  pass: string;
  /** The folder that is read, and where mails go that were taken; null leaves them there, seen. */
  folder: string;
  moveTo: string | null;
  verified: boolean;
};

/**
 * Reads `imaps://user:pass@host[:port][/folder][?done=folder]` (or `imap://` with STARTTLS; default
 * ports 993 and 143). The server must show a valid certificate, but on the loopback interface.
 */
export function parseImapUrl(text: string): ImapServer {
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'imaps:';
  return {
    host,
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    user: decodeURIComponent(url.username),
    pass: decodeURIComponent(url.password),
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    moveTo: url.searchParams.get('done'),
    verified: !(host === 'localhost' || host === '::1' || host.startsWith('127.')),
  };
}

/**
 * Hands each unseen mail of the folder to `take`, oldest first and at most so many, and marks it seen
 * (or moves it) once that has taken it. What is over the size is left unseen and counted, so that a
 * person finds it. A loss of the connection ends the run; what was not marked comes again next time.
 */
export async function fetchMails(
  imapUrl: string,
  bounds: { largest: number; most: number },
  take: (raw: Buffer) => Promise<void>,
): Promise<{ taken: number; tooLarge: number }> {
  const server = parseImapUrl(imapUrl);
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.secure,
    doSTARTTLS: !server.secure && server.verified ? true : undefined,
    auth: { user: server.user, pass: server.pass },
    tls: { rejectUnauthorized: server.verified },
    logger: false,
    connectionTimeout: seconds(20),
    greetingTimeout: seconds(20),
    socketTimeout: seconds(60),
  });
  // Without a listener a broken connection would end the process; the command in hand fails anyway.
  client.on('error', () => {});
  await client.connect();
  try {
    const lock = await client.getMailboxLock(server.folder);
    try {
      return await takeUnseen(client, server.moveTo, bounds, take);
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

async function takeUnseen(
  client: ImapFlow,
  moveTo: string | null,
  bounds: { largest: number; most: number },
  take: (raw: Buffer) => Promise<void>,
): Promise<{ taken: number; tooLarge: number }> {
  const unseen = (await client.search({ seen: false }, { uid: true })) || [];
  let taken = 0;
  let tooLarge = 0;
  for (const uid of unseen.slice(0, bounds.most)) {
    const uidOnly = { uid: true };
    const head = await client.fetchOne(String(uid), { size: true }, uidOnly);
    if (!head) continue;
    if ((head.size ?? 0) > bounds.largest) {
      tooLarge += 1;
      continue;
    }
    const mail = await client.fetchOne(String(uid), { source: true }, uidOnly);
    const source = mail ? mail.source : undefined;
    if (!source) continue;
    await take(source);
    await client.messageFlagsAdd(String(uid), ['\\Seen'], uidOnly);
    if (moveTo) await client.messageMove(String(uid), moveTo, uidOnly);
    taken += 1;
  }
  return { taken, tooLarge };
}
