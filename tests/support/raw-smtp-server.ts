import net, { type AddressInfo, type Socket } from 'node:net';

/** What a raw server does at a point: say a line, break off in it, say nothing, or hang up. */
type Move = { say: string } | { breakOff: string } | 'silence' | 'hang-up';

export type RawScript = {
  greeting?: Move;
  ehlo?: Move;
  mail?: Move;
  rcpt?: Move;
  data?: Move;
  /** After the final dot. */
  message?: Move;
};

export type RawSmtpServer = {
  url: string;
  script: RawScript;
  /** Every line the client sent, in order, over all connections. */
  lines: string[];
  /** How often DATA was answered with 354, and how often a message came to its final dot. */
  dataPhases: number;
  completed: Buffer[];
  close(): Promise<void>;
};

const friendly: Required<RawScript> = {
  greeting: { say: '220 raw.example ESMTP' },
  ehlo: { say: '250 raw.example' },
  mail: { say: '250 2.1.0 Ok' },
  rcpt: { say: '250 2.1.5 Ok' },
  data: { say: '354 Go ahead' },
  message: { say: '250 2.0.0 Ok: queued' },
};

/** A mail server written by hand, for behaviour that no decent mail server has. */
export async function startRawSmtpServer(script: RawScript = {}): Promise<RawSmtpServer> {
  const sockets = new Set<Socket>();
  const state: RawSmtpServer = {
    url: '',
    script,
    lines: [],
    dataPhases: 0,
    completed: [],
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };

  function perform(socket: Socket, point: keyof RawScript): void {
    const move = state.script[point] ?? friendly[point];
    if (move === 'hang-up') socket.destroy();
    else if (move === 'silence') return;
    else if ('say' in move) socket.write(`${move.say}\r\n`);
    else socket.end(move.breakOff);
  }

  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let pending = Buffer.alloc(0);
    let inData = false;
    perform(socket, 'greeting');
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      for (;;) {
        const end = pending.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = pending.subarray(0, end);
        pending = pending.subarray(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          state.completed.push(piece);
          perform(socket, 'message');
          continue;
        }
        const line = piece.toString();
        state.lines.push(line);
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'EHLO' || verb === 'HELO') perform(socket, 'ehlo');
        else if (verb === 'MAIL') perform(socket, 'mail');
        else if (verb === 'RCPT') perform(socket, 'rcpt');
        else if (verb === 'DATA') {
          const move = state.script.data ?? friendly.data;
          inData = typeof move === 'object' && 'say' in move && move.say.startsWith('354');
          if (inData) state.dataPhases += 1;
          perform(socket, 'data');
        } else if (verb === 'QUIT') socket.end('221 2.0.0 Bye\r\n');
        else socket.write('500 5.5.1 What?\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}
