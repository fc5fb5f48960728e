import { join, resolve } from 'node:path';
import { z } from 'zod';
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
  DATA_DIR: z.string().default('.data'),
  SECRETS_FILE: z.string().optional(),
  TRUSTED_PROXIES: z.string().default(''),
  DELIVERY: z.enum(['capture', 'smtp']).optional(),
  RETRY_SCALE: z.coerce.number().positive().default(1),
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
  dataDir: string;
  secretsFile: string;
  trustedProxies: readonly string[];
  /** Whether letters to addressees leave over SMTP or are captured. */
  delivery: 'capture' | 'smtp';
  retryScale: number;
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
    dataDir,
    secretsFile: env.SECRETS_FILE
      ? resolve(folder, env.SECRETS_FILE)
      : join(dataDir, 'secrets.json'),
    trustedProxies: env.TRUSTED_PROXIES.split(',')
      .map((cidr) => cidr.trim())
      .filter(Boolean),
    delivery: env.SMTP_URL ? (env.DELIVERY ?? (env.DATABASE_URL ? 'smtp' : 'capture')) : 'capture',
    retryScale: env.RETRY_SCALE,
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
  });
}
