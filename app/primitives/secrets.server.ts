import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { StartRefusal } from './start-refusal';

const key = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')
  .refine((text) => new Set(Buffer.from(text, 'base64')).size > 8, 'is too regular to be secret');

const secretsSchema = z.strictObject({
  currentDataKey: z.string().regex(/^[a-z0-9-]{1,32}$/),
  dataKeys: z.record(z.string().regex(/^[a-z0-9-]{1,32}$/), key),
  indexKey: key,
  signingKey: key,
});
export type Secrets = z.infer<typeof secretsSchema>;

function newKey(): string {
  return randomBytes(32).toString('base64');
}

/** Fresh secrets: one data key, one key for blind indexes, one for signatures of short texts. */
export function generateSecrets(): Secrets {
  return {
    currentDataKey: 'k1',
    dataKeys: { k1: newKey() },
    indexKey: newKey(),
    signingKey: newKey(),
  };
}

/**
 * Reads the secrets file. A missing one is generated (mode 600) where `generate` allows it, so
 * that a trial start needs nothing; in production it is refused. Throws a sentence for the operator.
 */
export function loadSecrets(file: string, options: { generate: boolean }): Secrets {
  if (!existsSync(file)) {
    if (!options.generate)
      throw new StartRefusal(
        `SECRETS_FILE ${file} does not exist; make it with: npx undersigned secrets`,
      );
    const secrets = generateSecrets();
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // `wx`: when web and worker start at once, the second reads what the first wrote.
    try {
      writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      return secrets;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new StartRefusal(`SECRETS_FILE ${file} cannot be read as JSON`);
  }
  const parsed = secretsSchema.safeParse(content);
  if (parsed.success && parsed.data.dataKeys[parsed.data.currentDataKey]) return parsed.data;
  const where = parsed.success ? 'currentDataKey' : parsed.error.issues[0]?.path.join('.');
  throw new StartRefusal(`SECRETS_FILE ${file} holds a missing or weak secret (${where})`);
}
