import { expect, test } from 'vitest';
import { parseSmtpUrl } from '~/mail/parse-smtp-url.server';

test('an operator writes the mail server as one URL', () => {
  expect(parseSmtpUrl('smtps://post%40org:p%3Ass@mail.example')).toEqual({
    host: 'mail.example',
    port: 465,
    secure: true,
    credentials: { user: 'post@org', pass: 'p:ss' },
    verified: true,
  });
  expect(parseSmtpUrl('smtp://[::1]:1025')).toMatchObject({ host: '::1', port: 1025 });
});

test('a password is sent only to a server that has proved its name, except to this machine', () => {
  expect(parseSmtpUrl('smtp://mail.example').verified).toBe(false);
  expect(parseSmtpUrl('smtp://user:pass@mail.example').verified).toBe(true);
  expect(parseSmtpUrl('smtp://user:pass@127.0.0.1:1025').verified).toBe(false);
});
