import type { Context } from '~/context.server';
import { readProtection } from '~/domain/factors/read-protection.server';
import type { SignedIn } from '~/domain/organisers/organiser';

/**
 * Where somebody goes on who was not protected when the request came; null for somebody who was,
 * and only changes something. Owners of the installation look at it at the end.
 */
export async function nextSetUpPage(ctx: Context, organiser: SignedIn): Promise<string | null> {
  if (organiser.protectedWhole) return null;
  const found = await readProtection(ctx, { organiserId: organiser.id });
  if (!found.ok) return null;
  const { passphrase, authenticator, enrolled, codesMade } = found.protection;
  if (enrolled && codesMade) {
    return organiser.role === 'owner' ? '/organise/set-up/installation' : '/organise';
  }
  if (enrolled) return '/organise/account/codes';
  if (passphrase) return '/organise/account/authenticator';
  return authenticator ? '/organise/account/passphrase' : '/organise/set-up';
}
