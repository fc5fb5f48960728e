import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { listTeamRows } from '~/db/letter-roles.server';
import { markTested } from '~/db/updates.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mayMail } from '../messages/may-mail.server';
import { actorKey } from '../organisers/name-actors.server';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import { missingTexts, type UpdateState, updateTransitions } from './update';
import { exampleMails } from './update-mail.server';
import { type LockedUpdate, type UpdateInput, withUpdate } from './with-update.server';

/** Besides whoever sends the test. */
export const mostTesters = 5;

type Refusal = 'not-found' | 'wrong-state' | 'incomplete' | 'too-many' | 'nobody-there';

/**
 * Sends the mail in each language to the organiser who asks and to members of the team (ids, at
 * most five), and marks these very texts as tested. `incomplete` while a language lacks a field,
 * `nobody-there` when no mailbox of them takes mail.
 */
export async function testUpdate(
  ctx: Context,
  input: UpdateInput & { to: readonly string[] },
): Promise<Result<{ mails: number }, Refusal>> {
  return withUpdate<{ mails: number }, Refusal>(ctx, input, async (trx, update) => {
    const { row, letter, texts, offered, hash } = update;
    if (!updateTransitions[row.state as UpdateState].includes('tested')) {
      return { ok: false, reason: 'wrong-state' };
    }
    if (missingTexts(texts, offered).length > 0) return { ok: false, reason: 'incomplete' };
    const self = input.actor.kind === 'organiser' ? [input.actor.organiserId] : [];
    const others = [...new Set(input.to)].filter((id) => !self.includes(id));
    if (others.length > mostTesters) return { ok: false, reason: 'too-many' };
    const team = await listTeamRows(trx, letter.id);
    const chosen = team.filter(({ id }) => self.includes(id) || others.includes(id));
    let mails = 0;
    for (const member of chosen) {
      const { email } = unsealOrganiser(ctx, member);
      mails += await mailExamples(ctx, trx, update, email);
    }
    if (mails === 0) return { ok: false, reason: 'nobody-there' };
    await markTested(trx, row.id, { hash, by: actorKey(input.actor) });
    await recordAudit(trx, {
      actor: input.actor,
      action: 'update.tested',
      letterId: letter.id,
      object: { kind: 'update', id: row.id },
      details: { people: chosen.length, mails, hash },
    });
    return { ok: true, mails };
  });
}

async function mailExamples(
  ctx: Context,
  trx: Transaction,
  update: LockedUpdate,
  to: string,
): Promise<number> {
  const kind = 'update-test';
  if (!(await mayMail(ctx, trx, { kind, to, letterId: update.letter.id }))) return 0;
  const examples = await exampleMails(trx, update);
  for (const props of examples) {
    await enqueuePersonalMessage(ctx, trx, { kind, to, props }, `update-test:${randomUUID()}`);
  }
  return examples.length;
}
