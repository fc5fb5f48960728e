import { expect, test } from 'vitest';
import { maskServerAnswer } from '~/mail/mask-server-answer';

test('a server that repeats the recipient puts no address into the ledger', () => {
  expect(
    maskServerAnswer('550 5.1.1 <olena@mail.example>: no such user olena@mail.example here'),
  ).toBe('550 5.1.1 <masked>: no such user <masked> here');
  expect(maskServerAnswer('550 <"odd name"@mail.example> unknown')).toBe('550 <masked> unknown');
  expect(maskServerAnswer('550 mailto:olena@mail.example;x')).not.toContain('olena');
});

test('an answer is one line of at most 300 characters, without control characters', () => {
  expect(maskServerAnswer('250-first\n250 second\u0000\u001b[31m')).toBe(
    '250-first 250 second [31m',
  );
  expect(maskServerAnswer('x'.repeat(1000))).toHaveLength(300);
});

test('the queue id that a postmaster asks for is kept', () => {
  expect(maskServerAnswer('250 2.0.0 Ok: queued as 4F1B2C3D')).toBe(
    '250 2.0.0 Ok: queued as 4F1B2C3D',
  );
});
