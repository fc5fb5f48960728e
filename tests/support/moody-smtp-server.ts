import net, { type AddressInfo, type Socket } from 'node:net';

/** What the server does with a message for one recipient, by the part before the @ of its address. */
export type Mood =
  | 'fine'
  | 'refuses'
  | 'later'
  | 'greylists'
  | 'drops-before'
  | 'hangs-before'
  | 'drops-after'
  | 'hangs-after'
  | 'slow';

export type MoodySmtpServer = {
  url: string;
  /** Messages that came whole, by recipient: whether the sender was told or not. */
  received: Map<string, Buffer[]>;
  /** Messages that were answered with 250, by recipient. */
  accepted: Map<string, number>;
  /** Called when a message has come whole and nothing has been answered yet. */
  onMessage: ((to: string) => void | Promise<void>) | null;
  /** How often DATA was answered with 354. */
  dataPhases: number;
  close(): Promise<void>;
};

/**
 * A mail server with a mood for each recipient, such as `drops-after+embassy@one.example`. What it
 * does only once (`later`, before DATA) it has forgiven the next time.
 */
export async function startMoodySmtpServer(
  options: { greylistFor?: number } = {},
): Promise<MoodySmtpServer> {
  const { greylistFor = 300 } = options;
  const sockets = new Set<Socket>();
  const seen = new Map<string, number>();
  const server: MoodySmtpServer = {
    url: '',
    received: new Map(),
    accepted: new Map(),
    onMessage: null,
    dataPhases: 0,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };

  /** True the first time that somebody tries this recipient. */
  function isFirst(to: string, point: string): boolean {
    const key = `${point} ${to}`;
    if (seen.has(key)) return false;
    seen.set(key, Date.now());
    return true;
  }

  function answerRcpt(to: string): string {
    const mood = moodOf(to);
    if (mood === 'refuses') return '550 5.1.1 No such mailbox';
    if (mood === 'later' && isFirst(to, 'rcpt')) return '451 4.3.0 Try again later';
    if (mood === 'greylists') {
      isFirst(to, 'grey');
      const since = Date.now() - (seen.get(`grey ${to}`) ?? 0);
      if (since < greylistFor) return '451 4.7.1 Greylisted, come back in 300 seconds';
    }
    return '250 2.1.5 Ok';
  }

  async function take(socket: Socket, to: string, message: Buffer): Promise<void> {
    server.received.set(to, [...(server.received.get(to) ?? []), message]);
    await server.onMessage?.(to);
    const mood = moodOf(to);
    if (mood === 'drops-after') return void socket.destroy();
    if (mood === 'hangs-after' || socket.destroyed) return;
    server.accepted.set(to, (server.accepted.get(to) ?? 0) + 1);
    const answer = `250 2.0.0 Ok: queued for ${server.accepted.get(to)}\r\n`;
    if (mood !== 'slow') return void socket.write(answer);
    for (const letter of answer) {
      await new Promise((resolve) => setTimeout(resolve, 3));
      socket.write(letter);
    }
  }

  const listener = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let pending = Buffer.alloc(0);
    let inData = false;
    let to = '';
    socket.write('220 moody.example ESMTP\r\n');
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      for (;;) {
        const end = pending.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = pending.subarray(0, end);
        pending = pending.subarray(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          void take(socket, to, piece);
        } else if (!answerLine(socket, piece.toString())) return;
      }
    });

    function answerLine(client: Socket, line: string): boolean {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') client.write('250 moody.example\r\n');
      else if (verb === 'MAIL') client.write('250 2.1.0 Ok\r\n');
      else if (verb === 'RCPT') {
        to = /<([^>]*)>/.exec(line)?.[1] ?? '';
        client.write(`${answerRcpt(to)}\r\n`);
      } else if (verb === 'DATA') {
        const mood = moodOf(to);
        if (mood === 'drops-before' && isFirst(to, 'data')) {
          client.destroy();
          return false;
        }
        if (mood === 'hangs-before' && isFirst(to, 'data')) return false;
        inData = true;
        server.dataPhases += 1;
        client.write('354 Go ahead\r\n');
      } else if (verb === 'QUIT') client.end('221 2.0.0 Bye\r\n');
      else client.write('500 5.5.1 What?\r\n');
      return true;
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  server.url = `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return server;
}

function moodOf(to: string): Mood {
  return (/^([a-z-]+)\+/.exec(to)?.[1] ?? 'fine') as Mood;
}
