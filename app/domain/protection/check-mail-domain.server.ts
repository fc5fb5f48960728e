import { Resolver } from 'node:dns/promises';
import { hours } from '~/primitives/duration';

export type MailDomainAnswer = 'ok' | 'none' | 'unknown';

/** What is asked of the domain name system; tests answer in its place. */
export type MailResolver = {
  resolveMx(domain: string): Promise<{ exchange: string }[]>;
  resolve4(domain: string): Promise<string[]>;
  resolve6(domain: string): Promise<string[]>;
};

const answerWithin = 800;
const rememberFor = hours(1);
const domainsKept = 2000;

/** These say that the name does not exist or has no such record; anything else says nothing. */
const nothingThere = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Makes `checkMailDomain`: whether a domain receives mail (RFC 5321 §5.1: its MX, else its own
 * address; RFC 7505: an MX of "." refuses all). `unknown` when nobody answers within 800 ms: a hint
 * for the page, never a reason to refuse. Answers are remembered for an hour, at most 2,000 of them.
 */
export function createMailDomainCheck(
  resolver: MailResolver = new Resolver({ timeout: answerWithin, tries: 1 }),
  now: () => number = Date.now,
) {
  const known = new Map<string, { answer: MailDomainAnswer; until: number }>();

  return async function check(domain: string): Promise<MailDomainAnswer> {
    const kept = known.get(domain);
    if (kept && kept.until > now()) return kept.answer;
    const answer = await within(answerWithin, ask(resolver, domain));
    if (answer === 'unknown') return answer;
    known.delete(domain);
    known.set(domain, { answer, until: now() + rememberFor });
    if (known.size > domainsKept) known.delete(known.keys().next().value as string);
    return answer;
  };
}

/** The one that pages share. */
export const checkMailDomain = createMailDomainCheck();

async function ask(resolver: MailResolver, domain: string): Promise<MailDomainAnswer> {
  const servers = await found(() => resolver.resolveMx(domain));
  if (servers === 'unknown') return 'unknown';
  if (servers.length > 0) return servers.some(({ exchange }) => exchange !== '') ? 'ok' : 'none';
  const addresses = await Promise.all([
    found(() => resolver.resolve4(domain)),
    found(() => resolver.resolve6(domain)),
  ]);
  if (addresses.some((list) => list !== 'unknown' && list.length > 0)) return 'ok';
  return addresses.includes('unknown') ? 'unknown' : 'none';
}

async function found<Found>(look: () => Promise<Found[]>): Promise<Found[] | 'unknown'> {
  try {
    return await look();
  } catch (error) {
    return nothingThere.has((error as NodeJS.ErrnoException).code ?? '') ? [] : 'unknown';
  }
}

function within(milliseconds: number, work: Promise<MailDomainAnswer>): Promise<MailDomainAnswer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('unknown'), milliseconds);
    work.then((answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}
