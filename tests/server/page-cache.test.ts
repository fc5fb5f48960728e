import { expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { issueFormStamp } from '~/domain/protection/form-stamp.server';
import { createKeyring } from '~/primitives/keyring.server';
import { generateSecrets } from '~/primitives/secrets.server';
import { toPage } from '~/server/web/page-cache';

const keyring = createKeyring(generateSecrets());

/** The tag of a letter's page that was made at this second. */
async function tagOf(second: number, text = 'The letter'): Promise<string> {
  const clock = { now: () => new Date(second * 1000) };
  const stamp = issueFormStamp({ keyring, clock } as unknown as Context);
  const html = `<p>${text}</p><input type="hidden" name="stamp" value="${stamp}"/>`;
  return (await toPage(new Response(html))).etag;
}

test('a reader who has the page is not sent it again only because its form is newer', async () => {
  expect(await tagOf(7_200)).toBe(await tagOf(7_201));
  expect(await tagOf(7_200)).toBe(await tagOf(10_799));
});

test('a reader gets the page again when it has changed, or its form will soon be too old', async () => {
  expect(await tagOf(7_200)).not.toBe(await tagOf(7_200, 'Another letter'));
  expect(await tagOf(7_200)).not.toBe(await tagOf(10_800));
});
