import { sql } from 'kysely';
import { TOTP } from 'otpauth';
import type { Context } from '~/context.server';
import { addAuthenticator } from '~/domain/factors/add-authenticator.server';
import { addPasskey } from '~/domain/factors/add-passkey.server';
import { keepRecoveryCodes } from '~/domain/factors/keep-recovery-codes.server';
import { offerAuthenticator } from '~/domain/factors/offer-authenticator.server';
import { offerNewPasskey } from '~/domain/factors/offer-passkey.server';
import { offerRecoveryCodes } from '~/domain/factors/offer-recovery-codes.server';
import { setPassphrase } from '~/domain/factors/set-passphrase.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import { signIn } from '~/domain/organisers/sign-in.server';
import { createSoftPasskey } from './soft-passkey';

export const passphrase = 'velvet-Harbour tin 48 okapi';

/** The code of an app for the half minute that is `steps` away from now. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

export function answered<Answer extends { ok: boolean }>(answer: Answer) {
  if (!answer.ok) throw new Error((answer as unknown as { reason: string }).reason);
  return answer as Extract<Answer, { ok: true }>;
}

/** Somebody who came by a link and has not protected the account. */
export async function enter(ctx: Context, email: string, role: OrganiserRole = 'owner') {
  const operator = { kind: 'operator' } as const;
  const added = answered(await addOrganiser(ctx, { email, role, actor: operator }));
  const { sessionId, organiser } = answered(await signIn(ctx, { token: added.signInToken }));
  const actor = { kind: 'organiser', organiserId: organiser.id } as const;
  return { email, organiserId: organiser.id, sessionId, actor };
}

export type Entered = Awaited<ReturnType<typeof enter>>;

async function addCodes(ctx: Context, account: Entered) {
  const { offer, codes } = await offerRecoveryCodes(ctx, account);
  const kept = answered(await keepRecoveryCodes(ctx, { ...account, offer }));
  return { ...account, sessionId: kept.sessionId, codes };
}

/** The same with a passphrase, an authenticator app and recovery codes. */
export async function enrol(ctx: Context, email: string, role: OrganiserRole = 'owner') {
  const account = await enter(ctx, email, role);
  const set = answered(await setPassphrase(ctx, { ...account, passphrase, current: null }));
  const { offer, secret } = await offerAuthenticator(ctx, account);
  const here = { ...account, sessionId: set.sessionId };
  const code = codeOf(secret);
  const added = answered(await addAuthenticator(ctx, { ...here, offer, code }));
  const withCodes = await addCodes(ctx, { ...account, sessionId: added.sessionId });
  await forgetCodes(ctx);
  return { ...withCodes, secret };
}

/** The same with a passkey and recovery codes. */
export async function enrolWithPasskey(ctx: Context, email: string) {
  const account = await enter(ctx, email);
  const key = createSoftPasskey(new URL(ctx.publicUrl).hostname, ctx.publicUrl);
  const { options, offer } = await offerNewPasskey(ctx, account);
  const shown = { name: 'My key', offer, response: key.make(options) };
  const added = answered(await addPasskey(ctx, { ...account, ...shown }));
  return { ...(await addCodes(ctx, { ...account, sessionId: added.sessionId })), key };
}

/** As if the last codes of all apps had been used long ago. */
export async function forgetCodes(ctx: Context): Promise<void> {
  await ctx.db.updateTable('authenticators').set({ last_step: 0 }).execute();
}

/** As if everybody had proven their second factor that many minutes ago. */
export async function ageFactors(ctx: Context, minutes: number): Promise<void> {
  await ctx.db
    .updateTable('sessions')
    .set({ factor_at: sql`now() - ${minutes} * interval '1 minute'` })
    .where('factor_at', 'is not', null)
    .execute();
}
