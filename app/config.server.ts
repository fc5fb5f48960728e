import { join, resolve } from 'node:path';
import { z } from 'zod';
import { canonicalRange } from './primitives/ip-network';
import { StartRefusal } from './primitives/start-refusal';

const url = z.url();

const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  MAIL_FROM: z.string().default('Undersigned <no-reply@localhost>'),
  BOUNCE_ADDRESS: z.string().optional(),
  REPLY_TO: z.string().optional(),
  IMAP_URL: z
    .string()
    .regex(/^imaps?:\/\//)
    .optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/)
    .optional(),
  DATA_DIR: z.string().default('.data'),
  SECRETS_FILE: z.string().optional(),
  SIGNING_P12: z.string().optional(),
  SIGNING_P12_PASSWORD: z.string().optional(),
  ATTACHMENT_LIMIT: z.coerce.number().positive().max(5).default(5),
  TRUSTED_PROXIES: z.string().default(''),
  SAMPLE: z.enum(['load', 'none']).default('load'),
  DELIVERY: z.enum(['capture', 'smtp']).optional(),
  RETRY_SCALE: z.coerce.number().positive().default(1),
  UPDATES_PER_MINUTE: z.coerce.number().positive().max(60_000).default(60),
  METRICS_TOKEN: z.string().optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export type Config = Readonly<{
  production: boolean;
  port: number;
  host: string;
  /** Origin without a trailing slash; null until a free port is known. */
  publicUrl: string | null;
  databaseUrl: string | null;
  smtpUrl: string | null;
  mailFrom: { name: string; address: string };
  /** Where reports of undeliverable mail are wanted; each mail gets an address of its own there. */
  bounceAddress: { local: string; domain: string } | null;
  /** Where replies of addressees are wanted; each delivery gets an address of its own there. */
  replyTo: { local: string; domain: string } | null;
  /** The mailbox that replies are fetched from, with its password. */
  imapUrl: string | null;
  /** Only for checking: mail is signed by the mail server. */
  dkimSelector: string | null;
  dataDir: string;
  secretsFile: string;
  /** A PKCS#12 file to sign documents with; without one the installation makes a key of its own. */
  signingP12: string | null;
  signingP12Password: string | null;
  /** So many bytes at most has the PDF of a mail; above, Annex A is a document of its own. */
  attachmentLimit: number;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  /** Whether an empty database begins with the sample campaign; never in production. */
  sample: boolean;
  /** Whether letters to addressees leave over SMTP or are captured. */
  delivery: 'capture' | 'smtp';
  retryScale: number;
  /** How many mails with news leave in a minute, all letters together; times `retryScale`. */
  updatesPerMinute: number;
  metricsToken: string | null;
  logLevel: string;
}>;

/** `Name <address>` or a bare address. */
function parseMailFrom(text: string): { name: string; address: string } {
  const match = /^\s*(?:"?([^"<>\r\n]*?)"?\s*)<([^<>\s@]+@[^<>\s@]+)>\s*$/.exec(text);
  if (match?.[2]) return { name: match[1] ?? '', address: match[2] };
  if (/^[^<>\s@]+@[^<>\s@]+$/.test(text)) return { name: '', address: text };
  throw new StartRefusal('MAIL_FROM must look like: Name <address@example.org>');
}

/** With what is added for each mail the part before the @ must stay within 64 (RFC 5321). */
function parseStem(
  name: 'BOUNCE_ADDRESS' | 'REPLY_TO',
  example: string,
  text: string,
): { local: string; domain: string } {
  const match = /^([a-z0-9._-]{1,20})@([a-z0-9.-]+\.[a-z0-9-]+)$/i.exec(text);
  if (match?.[1] && match[2]) return { local: match[1], domain: match[2] };
  throw new StartRefusal(
    `${name} must look like ${example}@example.org, with at most 20 characters before the @`,
  );
}

function parseTrustedProxies(text: string): string[] {
  const typed = text
    .split(',')
    .map((range) => range.trim())
    .filter(Boolean);
  return typed.map((range) => {
    const canonical = canonicalRange(range);
    if (canonical && !canonical.endsWith('/0')) return canonical;
    throw new StartRefusal(
      `TRUSTED_PROXIES must list addresses or ranges such as 10.0.0.0/8; "${range}" is neither`,
    );
  });
}

/**
 * Reads the environment once and freezes it. Throws one sentence that names the variable; in
 * production DATABASE_URL, PUBLIC_URL and SMTP_URL must be given.
 */
export function readConfig(
  environment: Record<string, string | undefined>,
  folder = process.cwd(),
): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartRefusal(`${issue?.path.join('.')} is not usable: ${issue?.message}`);
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  for (const name of ['DATABASE_URL', 'PUBLIC_URL', 'SMTP_URL'] as const) {
    if (production && !env[name]) throw new StartRefusal(`${name} must be set in production`);
  }
  const dataDir = resolve(folder, env.DATA_DIR);
  const publicUrl = env.PUBLIC_URL ?? (env.PORT === 0 ? undefined : `http://localhost:${env.PORT}`);
  return Object.freeze({
    production,
    port: env.PORT,
    host: env.HOST,
    publicUrl: publicUrl ? new URL(publicUrl).origin : null,
    databaseUrl: env.DATABASE_URL ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: parseMailFrom(env.MAIL_FROM),
    bounceAddress: env.BOUNCE_ADDRESS
      ? parseStem('BOUNCE_ADDRESS', 'bounces', env.BOUNCE_ADDRESS)
      : null,
    replyTo: env.REPLY_TO ? parseStem('REPLY_TO', 'letters', env.REPLY_TO) : null,
    imapUrl: env.IMAP_URL ?? null,
    dkimSelector: env.DKIM_SELECTOR ?? null,
    dataDir,
    secretsFile: env.SECRETS_FILE
      ? resolve(folder, env.SECRETS_FILE)
      : join(dataDir, 'secrets.json'),
    signingP12: env.SIGNING_P12 ? resolve(folder, env.SIGNING_P12) : null,
    signingP12Password: env.SIGNING_P12_PASSWORD ?? null,
    attachmentLimit: env.ATTACHMENT_LIMIT * 1_000_000,
    trustedProxies: parseTrustedProxies(env.TRUSTED_PROXIES),
    sample: env.SAMPLE === 'load' && !production,
    delivery: env.SMTP_URL ? (env.DELIVERY ?? (env.DATABASE_URL ? 'smtp' : 'capture')) : 'capture',
    retryScale: env.RETRY_SCALE,
    updatesPerMinute: env.UPDATES_PER_MINUTE,
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
  });
}
