import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type ReceivedMessage = { from: string; to: string; raw: Buffer };

/** What the server answers instead of accepting, such as `451 4.7.1 Greylisted`; null accepts. */
type Answer = string | null | undefined | Promise<string | null | undefined>;

/** One hook for each thing a client says; each may also wait before it answers. */
export type MailboxScript = {
  onConnect?(): Answer;
  onMailFrom?(address: string): Answer;
  onRcptTo?(address: string): Answer;
  /** After the final dot; a message that is not accepted is not kept. */
  onMessage?(message: ReceivedMessage): Answer;
};

export type Mailbox = {
  url: string;
  port: number;
  /** Everything that was accepted, in order. */
  messages: ReceivedMessage[];
  /** The hooks; tests change them while the server runs. */
  script: MailboxScript;
  /** The first accepted message that fits, already here or still to come. */
  waitFor(
    predicate: (message: ReceivedMessage) => boolean,
    timeout?: number,
  ): Promise<ReceivedMessage>;
  close(): Promise<void>;
};

type Waiting = { predicate(message: ReceivedMessage): boolean; resolve(m: ReceivedMessage): void };

function refusal(answer: string): Error {
  const code = Number(answer.slice(0, 3));
  return Object.assign(new Error(answer.slice(4)), { responseCode: code });
}

/** A real mail server that accepts everything, unless its script says otherwise. */
export async function startMailbox(
  options: { port?: number; script?: MailboxScript; server?: SMTPServerOptions } = {},
): Promise<Mailbox> {
  const script: MailboxScript = { ...options.script };
  const messages: ReceivedMessage[] = [];
  const waiting = new Set<Waiting>();

  async function answer(reply: Answer, done: (error?: Error | null) => void): Promise<void> {
    const text = await reply;
    done(text ? refusal(text) : null);
  }
  function keep(message: ReceivedMessage): void {
    messages.push(message);
    for (const wait of waiting) if (wait.predicate(message)) wait.resolve(message);
  }

  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onConnect: (_session, done) => answer(script.onConnect?.(), done),
    onMailFrom: (address, _session, done) => answer(script.onMailFrom?.(address.address), done),
    onRcptTo: (address, _session, done) => answer(script.onRcptTo?.(address.address), done),
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of stream) chunks.push(chunk as Buffer);
      } catch {
        // The client hung up before the final dot: there is no message.
        return;
      }
      const { mailFrom, rcptTo } = session.envelope;
      const message = {
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map((recipient) => recipient.address).join(','),
        raw: Buffer.concat(chunks),
      };
      const reply = await script.onMessage?.(message);
      if (reply) return done(refusal(reply));
      keep(message);
      done(null, `2.0.0 Ok: queued as ${messages.length}`);
    },
    ...options.server,
  });
  // A client that hangs up in the middle is part of many tests.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    messages,
    script,
    waitFor(predicate, timeout = 10_000) {
      const here = messages.find(predicate);
      if (here) return Promise.resolve(here);
      return new Promise((resolve, reject) => {
        const wait: Waiting = {
          predicate,
          resolve(message) {
            clearTimeout(timer);
            waiting.delete(wait);
            resolve(message);
          },
        };
        const timer = setTimeout(() => {
          waiting.delete(wait);
          reject(new Error(`no such mail within ${timeout} ms; ${messages.length} others came`));
        }, timeout);
        waiting.add(wait);
      });
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
