import { Resolver } from 'node:dns/promises';
import type { Config } from '~/config.server';
import { seconds } from '~/primitives/duration';
import type { Finding } from './finding';

export type TxtLookup = (name: string) => Promise<string[][]>;

/** The records of a name; null when nobody can say, which is not the same as none. */
type Answer = { records: string[] } | { fault: string };

const absent = new Set(['ENOTFOUND', 'ENODATA']);

/** Asks the machine's name servers, once, for three seconds. */
export function createTxtLookup(): TxtLookup {
  const resolver = new Resolver({ timeout: seconds(3), tries: 1 });
  return (name) => resolver.resolveTxt(name);
}

async function ask(lookUp: TxtLookup, name: string): Promise<Answer> {
  try {
    return { records: (await lookUp(name)).map((parts) => parts.join('')) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown fault';
    return absent.has(code) ? { records: [] } : { fault: code };
  }
}

function warning(subject: string, detail: string): Finding {
  return { level: 'warning', subject, detail };
}

function unknown(subject: string, name: string, fault: string): Finding {
  return warning(subject, `${name} cannot be looked up from here (${fault}); nothing is known`);
}

/**
 * What receivers will find about the domain of the sender (RFC 7208, 6376, 7489), in plain words.
 * Never a fault: a machine without DNS cannot tell, and mail leaves all the same.
 */
export async function checkMailDomain(config: Config, lookUp: TxtLookup): Promise<Finding[]> {
  if (!config.smtpUrl) {
    return [
      { level: 'ok', subject: 'mail domain', detail: 'mail is captured; nothing to look up' },
    ];
  }
  const from = config.mailFrom.address.split('@').at(-1) ?? '';
  const envelope = config.bounceAddress?.domain ?? from;
  return Promise.all([
    checkSpf(lookUp, envelope),
    checkDkim(lookUp, from, config.dkimSelector),
    checkDmarc(lookUp, from),
    checkBounces(config),
  ]);
}

async function checkSpf(lookUp: TxtLookup, domain: string): Promise<Finding> {
  const answer = await ask(lookUp, domain);
  if ('fault' in answer) return unknown('SPF', domain, answer.fault);
  const found = answer.records.filter((text) => /^v=spf1(\s|$)/i.test(text));
  const [policy] = found;
  if (!policy) {
    return warning(
      'SPF',
      `${domain} does not say which servers may send for it, so mail may count as spam: publish a TXT record such as "v=spf1 mx -all"`,
    );
  }
  if (found.length > 1) {
    return warning('SPF', `${domain} has ${found.length} records, and receivers then use none`);
  }
  if (/\+?\ball\b/.test(policy) && !/[-~?]all\b/.test(policy)) {
    return warning('SPF', `${domain} lets every server send for it: ${policy}`);
  }
  return {
    level: 'ok',
    subject: 'SPF',
    detail: `${domain} says which servers may send: ${policy}`,
  };
}

async function checkDkim(
  lookUp: TxtLookup,
  domain: string,
  selector: string | null,
): Promise<Finding> {
  if (!selector) {
    const detail = `set DKIM_SELECTOR to the name under which your mail server signs for ${domain}, and its key is looked up here`;
    return warning('DKIM', detail);
  }
  const name = `${selector}._domainkey.${domain}`;
  const answer = await ask(lookUp, name);
  if ('fault' in answer) return unknown('DKIM', name, answer.fault);
  const key = answer.records.find((text) => /(^|;)\s*p=/i.test(text));
  if (!key) return warning('DKIM', `${name} has no key, so receivers cannot check the signature`);
  if (/(^|;)\s*p=\s*(;|$)/i.test(key)) return warning('DKIM', `the key ${name} has been revoked`);
  return { level: 'ok', subject: 'DKIM', detail: `${name} has a key to check signatures with` };
}

/** A domain without a policy of its own has that of the domain it belongs to. */
async function checkDmarc(lookUp: TxtLookup, domain: string): Promise<Finding> {
  const labels = domain.split('.');
  for (let first = 0; first <= Math.max(0, labels.length - 2); first += 1) {
    const name = `_dmarc.${labels.slice(first).join('.')}`;
    const answer = await ask(lookUp, name);
    if ('fault' in answer) return unknown('DMARC', name, answer.fault);
    const policy = answer.records.find((text) => /^v=DMARC1\b/i.test(text));
    if (!policy) continue;
    const wish = /;\s*p=(\w+)/i.exec(policy)?.[1]?.toLowerCase() ?? 'none';
    const says = {
      none: 'asks receivers only to report forged mail',
      quarantine: 'asks receivers to put forged mail into spam',
      reject: 'asks receivers to refuse forged mail',
    }[wish];
    if (!says) return warning('DMARC', `${name} has a policy that nobody knows: ${policy}`);
    return { level: 'ok', subject: 'DMARC', detail: `${name} ${says}` };
  }
  return warning(
    'DMARC',
    `${domain} does not say what to do with mail forged in its name, which large providers ask of senders: publish "v=DMARC1; p=none" as TXT record of _dmarc.${domain}`,
  );
}

async function checkBounces({ bounceAddress, mailFrom }: Config): Promise<Finding> {
  if (!bounceAddress) {
    const detail = `BOUNCE_ADDRESS is not set: reports on dead addresses go to ${mailFrom.address}, and nothing reads them`;
    return warning('bounces', detail);
  }
  const { local, domain } = bounceAddress;
  const detail = `reports go to ${local}+…@${domain}; hand them to: undersigned bounce read`;
  return { level: 'ok', subject: 'bounces', detail };
}
