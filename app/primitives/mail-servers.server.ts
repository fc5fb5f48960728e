import { Resolver } from 'node:dns/promises';
import { seconds } from './duration';

export type MailServers = 'found' | 'none' | 'unknown';

type Lookups = Pick<Resolver, 'resolveMx' | 'resolve4' | 'resolve6'>;

const absent = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Whether a domain says where its mail goes (RFC 5321 §5.1, RFC 7505): `none` when it says that it
 * takes no mail, or is not there; `unknown` when nobody can say, which is not the same. Waits for
 * three seconds at most for each question.
 */
export async function findMailServers(
  domain: string,
  lookUp: Lookups = new Resolver({ timeout: seconds(3), tries: 1 }),
): Promise<MailServers> {
  const mx = await ask(() => lookUp.resolveMx(domain));
  if (mx === 'unknown') return 'unknown';
  if (mx.length > 0) return mx.some(({ exchange }) => exchange !== '') ? 'found' : 'none';
  const [four, six] = await Promise.all([
    ask(() => lookUp.resolve4(domain)),
    ask(() => lookUp.resolve6(domain)),
  ]);
  if (four === 'unknown' || six === 'unknown') return 'unknown';
  return four.length + six.length > 0 ? 'found' : 'none';
}

async function ask<Answer>(question: () => Promise<Answer[]>): Promise<Answer[] | 'unknown'> {
  try {
    return await question();
  } catch (error) {
    return absent.has((error as NodeJS.ErrnoException).code ?? '') ? [] : 'unknown';
  }
}
