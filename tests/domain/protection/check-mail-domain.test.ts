import { expect, test } from 'vitest';
import {
  createMailDomainCheck,
  type MailResolver,
} from '~/domain/protection/check-mail-domain.server';

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function resolver(answers: Partial<MailResolver>): MailResolver {
  const nothing = async () => Promise.reject(refusal('ENODATA'));
  return { resolveMx: nothing, resolve4: nothing, resolve6: nothing, ...answers };
}

test.each<[string, Partial<MailResolver>, string]>([
  ['with a mail server', { resolveMx: async () => [{ exchange: 'mx.example' }] }, 'ok'],
  ['with an address only', { resolve6: async () => ['2001:db8::1'] }, 'ok'],
  ['that refuses all mail', { resolveMx: async () => [{ exchange: '' }] }, 'none'],
  ['that does not exist', { resolveMx: async () => Promise.reject(refusal('ENOTFOUND')) }, 'none'],
  [
    'whose name servers fail',
    { resolveMx: async () => Promise.reject(refusal('ESERVFAIL')) },
    'unknown',
  ],
  [
    'that answers in part',
    { resolve4: async () => Promise.reject(refusal('ETIMEOUT')) },
    'unknown',
  ],
])('a domain %s', async (_which, answers, expected) => {
  expect(await createMailDomainCheck(resolver(answers))('mail.example')).toBe(expected);
});

test('a signer does not wait for a name server that never answers', async () => {
  const never = { resolveMx: () => new Promise<never>(() => {}) };
  const begin = performance.now();
  expect(await createMailDomainCheck(resolver(never))('slow.example')).toBe('unknown');
  expect(performance.now() - begin).toBeLessThan(2_000);
});

test('name servers are asked once an hour, and again after a failure', async () => {
  let asked = 0;
  let now = 0;
  let fails = true;
  const check = createMailDomainCheck(
    resolver({
      async resolveMx() {
        asked += 1;
        if (fails) throw refusal('ESERVFAIL');
        return [{ exchange: 'mx.example' }];
      },
    }),
    () => now,
  );
  expect(await check('mail.example')).toBe('unknown');
  fails = false;
  expect(await check('mail.example')).toBe('ok');
  expect(await check('mail.example')).toBe('ok');
  expect(asked).toBe(2);
  now = 3_600_001;
  expect(await check('mail.example')).toBe('ok');
  expect(asked).toBe(3);
});
