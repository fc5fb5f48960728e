import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSigningIdentity } from '~/documents/signing-identity.server';
import { days } from '~/primitives/duration';
import { checkHealth } from '~/server/check-health.server';
import { createTestContext, type TestContext } from '../support/database';

let test$: TestContext;
beforeAll(async () => {
  test$ = await createTestContext();
});
afterAll(() => test$.drop());

async function signingKey(ahead = 0) {
  const clock = { now: () => new Date(Date.now() + ahead) };
  const findings = await checkHealth({ ...test$.ctx, clock }, async () => []);
  return findings.find(({ subject }) => subject === 'signing key');
}

describe('the operator', () => {
  it('learns whose key signs documents and until when, before it is too late', async () => {
    expect(await signingKey()).toEqual(
      expect.objectContaining({ level: 'ok', detail: expect.stringContaining('none yet') }),
    );
    const { config } = test$.ctx;
    await openSigningIdentity(config, 'letters.example');
    const found = await signingKey();
    const tenYears = new Date().getUTCFullYear() + 10;
    expect(found?.level).toBe('ok');
    expect(found?.detail).toContain('CN=letters.example');
    expect(found?.detail).toContain(`vouches for itself, good until ${tenYears}-`);
    expect((await signingKey(days(3640)))?.level).toBe('warning');
    expect((await signingKey(days(3660)))?.level).toBe('fault');
  });
});
