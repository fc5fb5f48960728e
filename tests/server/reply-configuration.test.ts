import { describe, expect, test } from 'vitest';
import { readConfig } from '~/config.server';

describe('the address for replies', () => {
  test('is taken apart, and is none while it is empty', () => {
    expect(readConfig({ REPLY_TO: 'letters@example.org' }).replyTo).toEqual({
      local: 'letters',
      domain: 'example.org',
    });
    expect(readConfig({ REPLY_TO: '' }).replyTo).toBeNull();
  });

  test.each([
    'no-address',
    'a@b',
    'letters+x@example.org',
    'twenty-one-characters@example.org',
    'l@example.org\r\nBcc: x@y.example',
  ])('%j ends the start with a sentence', (REPLY_TO) => {
    expect(() => readConfig({ REPLY_TO })).toThrow(/^REPLY_TO must look like letters@example.org/);
  });
});

test('a mailbox is read by IMAP and nothing else, and no message repeats its password', () => {
  expect(readConfig({ IMAP_URL: 'imaps://a:b@mail.example/INBOX' }).imapUrl).toBe(
    'imaps://a:b@mail.example/INBOX',
  );
  const attempt = () => readConfig({ IMAP_URL: 'https://a:secret@mail.example' });
  expect(attempt).toThrow(/^IMAP_URL is not usable/);
  expect(attempt).not.toThrow(/secret/);
});
