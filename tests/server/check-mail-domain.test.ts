import { describe, expect, test } from 'vitest';
import { readConfig } from '~/config.server';
import { checkMailDomain } from '~/server/check-mail-domain.server';

const environment = {
  SMTP_URL: 'smtp://mail.example.org',
  MAIL_FROM: 'Letters <no-reply@letters.example.org>',
};

function named(records: Record<string, string[]>) {
  return async (name: string) => {
    const found = records[name];
    // Long records come in pieces.
    if (found) return found.map((text) => text.match(/.{1,40}/g) ?? []);
    throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  };
}

async function look(records: Record<string, string[]>, more: Record<string, string> = {}) {
  const config = readConfig({ ...environment, ...more });
  const findings = await checkMailDomain(config, named(records));
  return Object.fromEntries(findings.map(({ subject, ...finding }) => [subject, finding]));
}

const good = {
  'letters.example.org': ['some-verification=1', 'v=spf1 ip4:192.0.2.7 include:relay.example -all'],
  'mail._domainkey.letters.example.org': ['v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB'],
  '_dmarc.letters.example.org': ['v=DMARC1; p=reject; rua=mailto:reports@example.org'],
};

describe('an operator', () => {
  test('whose domain is in order reads so', async () => {
    const all = { BOUNCE_ADDRESS: 'bounces@letters.example.org', DKIM_SELECTOR: 'mail' };
    const found = await look(good, all);
    expect(Object.values(found).map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(found.DMARC?.detail).toContain('refuse forged mail');
  });

  test('who published nothing reads what to publish, and nothing fails', async () => {
    const found = await look({});
    expect(Object.keys(found)).toEqual(['SPF', 'DKIM', 'DMARC', 'bounces']);
    for (const { level } of Object.values(found)) expect(level).toBe('warning');
    expect(found.SPF?.detail).toContain('v=spf1');
    expect(found.DKIM?.detail).toContain('DKIM_SELECTOR');
    expect(found.DMARC?.detail).toContain('_dmarc.letters.example.org');
    expect(found.bounces?.detail).toContain('no-reply@letters.example.org');
  });

  test('without name servers reads that nothing is known', async () => {
    const config = readConfig({ ...environment, DKIM_SELECTOR: 'mail' });
    const findings = await checkMailDomain(config, async () => {
      throw Object.assign(new Error('timeout'), { code: 'ETIMEOUT' });
    });
    for (const { subject, level, detail } of findings) {
      expect(level).toBe('warning');
      if (subject !== 'bounces') expect(detail).toMatch(/ETIMEOUT.*nothing is known/);
    }
  });

  test('reads of SPF that harms more than it helps', async () => {
    const open = await look({ ...good, 'letters.example.org': ['v=spf1 +all'] });
    expect(open.SPF).toMatchObject({ level: 'warning' });
    const two = await look({ ...good, 'letters.example.org': ['v=spf1 -all', 'v=spf1 mx -all'] });
    expect(two.SPF?.detail).toContain('2 records');
  });

  test('is told about the domain that receivers look at: that of the return path for SPF', async () => {
    const found = await look(good, { BOUNCE_ADDRESS: 'bounces@returns.example.org' });
    expect(found.SPF?.detail).toContain('returns.example.org');
    expect(found.DMARC?.level).toBe('ok');
  });

  test('may leave the policy to the domain above', async () => {
    const { '_dmarc.letters.example.org': policy, ...rest } = good;
    const found = await look({ ...rest, '_dmarc.example.org': policy });
    expect(found.DMARC).toMatchObject({ level: 'ok' });
  });

  test('reads of a key that was revoked or is not one', async () => {
    const name = 'mail._domainkey.letters.example.org';
    for (const key of ['v=DKIM1; p=', 'v=DKIM1; k=rsa']) {
      const found = await look({ ...good, [name]: [key] }, { DKIM_SELECTOR: 'mail' });
      expect(found.DKIM?.level).toBe('warning');
    }
  });

  test('on trial, whose mail does not leave, is not troubled', async () => {
    const asked: string[] = [];
    const findings = await checkMailDomain(readConfig({}), async (name) => {
      asked.push(name);
      return [];
    });
    expect(findings.map(({ level }) => level)).toEqual(['ok']);
    expect(asked).toEqual([]);
  });
});

describe('the address for reports', () => {
  test.each([
    'no-address',
    'a@b',
    'bounces+x@example.org',
    'twenty-one-characters@example.org',
    'b@example.org\r\n',
    '<b@example.org>',
  ])('%j ends the start with a sentence', (BOUNCE_ADDRESS) => {
    expect(() => readConfig({ BOUNCE_ADDRESS })).toThrow(/^BOUNCE_ADDRESS must look like/);
  });
});
