import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Duration, seconds } from '~/primitives/duration';

export type KeptSession = { connection: SMTPConnection; sent: number };

/** Sessions with the mail server that are open and idle, ready for the next message. */
export type SmtpSessions = {
  /** An idle session, or null; it belongs to the caller then. */
  take(): KeptSession | null;
  /** Takes a session back after a complete exchange; ends it when it has done enough. */
  keep(session: KeptSession): void;
  close(): void;
};

/** Servers like to end long sessions with a refusal, which would delay a mail. */
const mostMessages = 50;
const idleFor: Duration = seconds(2);

/** Keeps up to `size` sessions for two seconds each: most of a try is the time to open one. */
export function createSmtpSessions(size: number): SmtpSessions {
  const idle = new Map<SMTPConnection, { session: KeptSession; forget(): void }>();

  function drop(connection: SMTPConnection): void {
    idle.get(connection)?.forget();
    connection.close();
  }
  return {
    take() {
      for (const { session, forget } of idle.values()) {
        forget();
        if (!session.connection.destroyed) return session;
      }
      return null;
    },
    keep(session) {
      const { connection } = session;
      if (connection.destroyed) return;
      if (session.sent >= mostMessages || idle.size >= size) return endSession(connection);
      const gone = () => drop(connection);
      const timer = setTimeout(() => {
        idle.get(connection)?.forget();
        endSession(connection);
      }, idleFor);
      connection.on('error', gone);
      connection.on('end', gone);
      idle.set(connection, {
        session,
        forget() {
          clearTimeout(timer);
          connection.off('error', gone);
          connection.off('end', gone);
          idle.delete(connection);
        },
      });
    },
    close() {
      for (const connection of [...idle.keys()]) {
        idle.get(connection)?.forget();
        endSession(connection);
      }
    },
  };
}

/** How long a server has to answer QUIT: nothing depends on it any more. */
const farewell: Duration = seconds(2);

/** Says QUIT and closes, whether or not the server answers. */
export function endSession(connection: SMTPConnection): void {
  connection.on('error', () => {});
  connection.quit();
  setTimeout(() => connection.close(), farewell).unref();
}
