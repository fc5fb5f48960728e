import net, { type AddressInfo, type Socket } from 'node:net';

export type ImapMail = { uid: number; raw: Buffer; seen: boolean };

export type ImapServer = {
  url: string;
  mails: ImapMail[];
  /** Commands in order, without their tags and without what signs in. */
  commands: string[];
  /** Breaks the connection when a command matches, once. */
  breakAt: RegExp | null;
  close(): Promise<void>;
};

/** As much of IMAP4rev1 as a client needs that takes unseen mails; written by hand, for tests alone. */
export async function startImapServer(raws: Buffer[]): Promise<ImapServer> {
  const sockets = new Set<Socket>();
  const state: ImapServer = {
    url: '',
    mails: raws.map((raw, index) => ({ uid: index + 1, raw, seen: false })),
    commands: [],
    breakAt: null,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let pending = '';
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        answer(state, socket, line);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  state.url = `imap://letters:secret@127.0.0.1:${port}/INBOX`;
  return state;
}

function answer(state: ImapServer, socket: Socket, line: string): void {
  const [tag = '', ...words] = line.split(' ');
  const command = words.join(' ');
  if (!/^(LOGIN|AUTHENTICATE)/i.test(command)) state.commands.push(command);
  if (state.breakAt?.test(command)) {
    state.breakAt = null;
    socket.destroy();
    return;
  }
  const say = (text: string) => socket.write(`${text}\r\n`);
  const done = () => say(`${tag} OK done`);
  if (/^CAPABILITY/i.test(command)) say('* CAPABILITY IMAP4rev1');
  else if (/^NAMESPACE/i.test(command)) say('* NAMESPACE (("" "/")) NIL NIL');
  else if (/^LIST/i.test(command)) say('* LIST (\\HasNoChildren) "/" INBOX');
  else if (/^(SELECT|EXAMINE)/i.test(command)) {
    say('* FLAGS (\\Seen)');
    say('* OK [PERMANENTFLAGS (\\Seen)] ok');
    say(`* ${state.mails.length} EXISTS`);
    say('* 0 RECENT');
    say('* OK [UIDVALIDITY 1] ok');
    say(`* OK [UIDNEXT ${state.mails.length + 1}] ok`);
    say(`${tag} OK [READ-WRITE] selected`);
    return;
  } else if (/^UID SEARCH/i.test(command)) {
    const uids = state.mails.filter(({ seen }) => !seen).map(({ uid }) => uid);
    say(`* SEARCH ${uids.join(' ')}`.trimEnd());
  } else if (/^UID FETCH/i.test(command)) fetch(state, socket, command);
  else if (/^UID STORE/i.test(command)) {
    const mail = mailOf(state, command);
    if (mail) mail.seen = true;
  } else if (/^LOGOUT/i.test(command)) {
    say('* BYE');
    done();
    socket.end();
    return;
  }
  done();
}

function mailOf(state: ImapServer, command: string): ImapMail | undefined {
  const uid = Number(/^UID \w+ (\d+)/i.exec(command)?.[1]);
  return state.mails.find((mail) => mail.uid === uid);
}

function fetch(state: ImapServer, socket: Socket, command: string): void {
  const mail = mailOf(state, command);
  if (!mail) return;
  const { uid, raw } = mail;
  const size = `RFC822.SIZE ${raw.length}`;
  if (!/BODY/i.test(command)) {
    socket.write(`* ${uid} FETCH (UID ${uid} ${size})\r\n`);
    return;
  }
  socket.write(`* ${uid} FETCH (UID ${uid} BODY[] {${raw.length}}\r\n`);
  socket.write(raw);
  socket.write(')\r\n');
}
