import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { cancelInvalidation } from '~/domain/invalidations/cancel-invalidation.server';
import { undoInvalidation } from '~/domain/invalidations/undo-invalidation.server';
import type { InvalidationInput } from '~/domain/invalidations/with-invalidation.server';
import { selectionActions } from '~/domain/selections/selection';
import { type StartRefusal, startSelection } from '~/domain/selections/start-selection.server';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';
import { readKey } from './read-signature-filter.server';

const title = 'Nothing was changed';

const refusals: Record<StartRefusal, { status: 409 | 422; text: string; fieldId?: string }> = {
  'wrong-state': {
    status: 409,
    text: 'Somebody else was faster, or the work is over. The page shows how it stands now.',
  },
  outdated: {
    status: 409,
    text: 'This was selected more than a day ago. Select again, then go on.',
  },
  'nothing-to-do': {
    status: 409,
    text: 'None of the selected signatures stands so that this could be done. Choose something else.',
  },
  'reason-missing': {
    status: 422,
    text: 'Write why these signatures are taken out',
    fieldId: 'reason',
  },
  'reason-too-long': {
    status: 422,
    text: 'Shorten the reason to 500 characters',
    fieldId: 'reason',
  },
  'no-original': {
    status: 422,
    text: 'Enter the number of a signature on this letter that is not withdrawn or taken out',
    fieldId: 'original',
  },
  'count-mismatch': {
    status: 409,
    text: 'The count has changed or is missing. Look at the page again, then press the button.',
  },
  closed: {
    status: 409,
    text: 'The letter takes no signatures any more, so nobody can be asked to confirm.',
  },
};

/** Carries out `intent` (start, cancel or undo). Throws a Response 404 for what is not this letter's. */
export async function actOnSelection(ctx: Context, input: InvalidationInput, fields: FormFields) {
  const done = await carryOut();
  if (done.ok) return { ok: true as const };
  if (done.reason === 'not-found') return notFound();
  const { status, ...told } = refusals[done.reason];
  const refusal: Refusal = { title, ...told };
  return { ok: false as const, status, refusal, attempt: randomUUID() };

  function carryOut() {
    const { intent, reason, original = '', confirm = '' } = fields;
    const action = selectionActions.find((one) => one === fields.action);
    if (intent === 'cancel') return cancelInvalidation(ctx, input);
    if (intent === 'undo') return undoInvalidation(ctx, input);
    if (intent !== 'start' || !action) return notFound();
    const given = { reason, original: readKey(original.trim()), confirm: readKey(confirm) };
    return startSelection(ctx, { ...input, action, ...given });
  }
}
