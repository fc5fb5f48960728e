import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Duration, seconds } from '~/primitives/duration';
import { maskServerAnswer } from './mask-server-answer';
import { parseSmtpUrl, type SmtpServer } from './parse-smtp-url.server';
import { judgeFault, type SmtpFault, type SmtpOutcome, type SmtpPhase } from './smtp-outcome';
import { endSession, type KeptSession, type SmtpSessions } from './smtp-sessions.server';

export type SmtpTimeouts = {
  /** From the look-up of the host to the end of the TLS handshake. */
  connect: Duration;
  greeting: Duration;
  /** Silence of the server at any later point. */
  idle: Duration;
  /** The whole try. */
  total: Duration;
};

export const smtpTimeouts: SmtpTimeouts = {
  connect: seconds(10),
  greeting: seconds(10),
  idle: seconds(30),
  total: seconds(60),
};

export type SmtpDispatch = {
  smtpUrl: string;
  /** One recipient: what becomes of a message is certain for nobody else. */
  envelope: { from: string; to: string };
  message: Buffer;
  /** Makes durable that the message is about to leave; when it rejects, no byte of it leaves. */
  onDataPhase(): Promise<void>;
  /** Ends the try early. */
  signal?: AbortSignal;
  timeouts?: SmtpTimeouts;
  /** Open sessions to use and add to; without it the message gets a session of its own. */
  sessions?: SmtpSessions;
};

/** Refused at its first command, a kept session may be the cause: ended, timed out or used up. */
function sessionIsStale(outcome: SmtpOutcome): boolean {
  return outcome.outcome !== 'accepted' && outcome.phase === 'mail';
}

/**
 * Offers one message to the mail server for one recipient and says what is certain afterwards;
 * never rejects. The connection asks the stream for its first byte only after the server's 354
 * (RFC 5321 §4.1.1.4), so `onDataPhase` runs after it and before the message. With `sessions` an
 * open session is used and kept; one that turns out to be dead is replaced before anything is lost.
 */
export async function sendOverSmtp(dispatch: SmtpDispatch): Promise<SmtpOutcome> {
  const kept = dispatch.sessions?.take();
  if (kept) {
    const outcome = await converse(dispatch, kept);
    if (!sessionIsStale(outcome) || dispatch.signal?.aborted) return outcome;
  }
  return converse(dispatch, null);
}

function newConnection(server: SmtpServer, timeouts: SmtpTimeouts): SMTPConnection {
  return new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    tls: { rejectUnauthorized: server.verified },
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.idle,
  });
}

function converse(dispatch: SmtpDispatch, kept: KeptSession | null): Promise<SmtpOutcome> {
  const server = parseSmtpUrl(dispatch.smtpUrl);
  const timeouts = dispatch.timeouts ?? smtpTimeouts;
  const connection = kept?.connection ?? newConnection(server, timeouts);

  return new Promise((resolve) => {
    let settled = false;
    let phase: SmtpPhase = kept ? 'mail' : 'connect';
    let dataStarted = false;

    function settle(outcome: SmtpOutcome): void {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      dispatch.signal?.removeEventListener('abort', abort);
      body.destroy();
      if (outcome.outcome !== 'accepted') connection.close();
      else if (dispatch.sessions) {
        connection.off('error', fail);
        dispatch.sessions.keep({ connection, sent: (kept?.sent ?? 0) + 1 });
      } else endSession(connection);
      resolve(outcome);
    }
    function fail(fault: SmtpFault): void {
      settle(judgeFault(fault, phase, dataStarted));
    }
    function abort(): void {
      fail({ message: 'ended on this side' });
    }

    const body = new Readable({
      read() {
        if (phase === 'data') return;
        phase = 'data';
        dispatch.onDataPhase().then(
          () => {
            if (settled) return;
            dataStarted = true;
            this.push(dispatch.message);
            this.push(null);
          },
          (error: Error) => this.destroy(error),
        );
      },
    });
    const timer = setTimeout(() => fail({ message: 'took too long' }), timeouts.total);
    dispatch.signal?.addEventListener('abort', abort);
    if (dispatch.signal?.aborted) return abort();

    connection.on('error', fail);
    if (kept) return send();
    connection.connect((fault) => {
      if (fault) return fail(fault);
      if (server.credentials && !connection.authenticated) {
        phase = 'auth';
        connection.login(server.credentials, (refused) => (refused ? fail(refused) : send()));
      } else {
        send();
      }
    });

    function send(): void {
      if (settled) return;
      phase = 'mail';
      const { from, to } = dispatch.envelope;
      const envelope = { from, to: [to], size: dispatch.message.length };
      connection.send(envelope, body, (fault, info) => {
        if (fault) return fail(fault);
        // An answer that came before the message cannot be about it.
        if (!dataStarted) return fail({ message: 'accepted before the message was sent' });
        settle({ outcome: 'accepted', answer: maskServerAnswer(info.response) });
      });
    }
  });
}
