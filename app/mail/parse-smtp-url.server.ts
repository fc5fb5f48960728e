export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS when the server offers it. */
  secure: boolean;
  credentials: { user: string; pass: string } | null;
  /** Whether the server must prove its name. */
  verified: boolean;
};

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/**
 * Reads `smtp://[user:pass@]host[:port]` or `smtps://…` (default ports 587 and 465). The server
 * must show a valid certificate wherever TLS was asked for or a password is sent; opportunistic
 * TLS without a password takes any certificate, as mail servers do among themselves (RFC 7435).
 * Nothing is verified on the loopback interface, where no one can stand in between.
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const credentials = url.username
    ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    : null;
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    credentials,
    verified: !isLoopback(host) && (secure || credentials !== null),
  };
}
