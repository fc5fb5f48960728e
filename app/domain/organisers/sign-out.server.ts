import type { Context } from '~/context.server';
import { deleteSession } from '~/db/organisers.server';
import { hashToken } from '~/primitives/keyring.server';

/** Ends the session on the server, so that a copied cookie is worth nothing. */
export async function signOut(ctx: Context, input: { sessionId: string }): Promise<void> {
  await deleteSession(ctx.db, hashToken(input.sessionId));
}
