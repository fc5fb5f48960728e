/** What is known of the mail server from the environment; no password is among it. */
export type MailServerView = {
  host: string;
  port: number;
  /** TLS from the first byte; else where the server offers it. */
  encrypted: boolean;
  signsIn: boolean;
};

/** What the server said to a test mail, masked; `captured` when mail leaves this machine never. */
export type TrialOutcome =
  | { outcome: 'captured' }
  | { outcome: 'accepted'; answer: string }
  | { outcome: 'refused' | 'unknown'; answer: string | null; fault: string };

/**
 * The mail server as the composition root hands it in, for trying it out: the one mail that does
 * not go through the outbox, because its sender waits for the answer.
 */
export type MailTrial = {
  server: MailServerView | null;
  send(to: string): Promise<TrialOutcome>;
};
