import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { cancelInvalidation } from '~/domain/invalidations/cancel-invalidation.server';
import { startInvalidation } from '~/domain/invalidations/start-invalidation.server';
import { undoInvalidation } from '~/domain/invalidations/undo-invalidation.server';
import type { InvalidationInput } from '~/domain/invalidations/with-invalidation.server';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Reason = Extract<Awaited<ReturnType<typeof startInvalidation>>, { ok: false }>['reason'];

function explain(reason: Exclude<Reason, 'not-found'>): { status: 409 | 422; refusal: Refusal } {
  const title = 'Nothing was changed';
  switch (reason) {
    case 'wrong-state':
      return {
        status: 409,
        refusal: {
          title,
          text: 'Somebody else was faster, or the work is over. The page shows how it stands now.',
        },
      };
    case 'outdated':
      return {
        status: 409,
        refusal: { title, text: 'This was counted more than a day ago. Count again, then start.' },
      };
    case 'reason-missing':
      return {
        status: 422,
        refusal: { title, text: 'Write why these signatures are taken out', fieldId: 'reason' },
      };
    case 'reason-too-long':
      return {
        status: 422,
        refusal: { title, text: 'Shorten the reason to 500 characters', fieldId: 'reason' },
      };
    case 'count-mismatch':
      return {
        status: 422,
        refusal: {
          title,
          text: 'The number you typed is not the number that was counted. Type it as it stands above the field',
          fieldId: 'confirm',
        },
      };
    default:
      throw new Error(reason satisfies never);
  }
}

/** Carries out `intent` (start, cancel or undo). Throws a Response 404 for what is not this letter's. */
export async function actOnInvalidation(
  ctx: Context,
  input: InvalidationInput,
  fields: FormFields,
) {
  const { intent, reason = '', confirm = '' } = fields;
  const done = await carryOut();
  if (done.ok) return { ok: true as const };
  if (done.reason === 'not-found') return notFound();
  return { ok: false as const, ...explain(done.reason), attempt: randomUUID() };

  function carryOut() {
    switch (intent) {
      case 'start':
        return startInvalidation(ctx, { ...input, reason, confirm });
      case 'cancel':
        return cancelInvalidation(ctx, input);
      case 'undo':
        return undoInvalidation(ctx, input);
      default:
        return notFound();
    }
  }
}
