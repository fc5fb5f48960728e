import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { askReported } from '~/domain/reports/ask-reported.server';
import { keepReported } from '~/domain/reports/keep-reported.server';
import { takeOutReported } from '~/domain/reports/take-out-reported.server';
import type { CaseInput } from '~/domain/reports/with-case.server';
import { leaveOutReasons } from '~/domain/signatures/signature';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

const refusals = {
  'not-open': {
    title: 'Somebody else decided about this report',
    text: 'Your decision was not recorded and theirs stands. The page shows the next report.',
  },
  'not-standing': {
    title: 'The signature does not count any more',
    text: 'Its owner took it back, or it was taken out elsewhere. There is nothing to decide; the report ends by itself.',
  },
  'already-asked': {
    title: 'The signatory was asked already',
    text: 'No second mail was sent. Wait for the answer, or decide without it.',
  },
  'no-mail': {
    title: 'The signatory could not be asked',
    text: 'The address is erased, or its server refuses our mail. Nothing was changed; decide without an answer.',
  },
} satisfies Record<string, Refusal>;

const missing: Refusal = {
  title: 'Nothing was decided yet',
  text: 'Choose why the signature is taken out',
  fieldId: 'because',
};

/**
 * Carries out `intent` (keep, take-out, ask) on the case `id`. Throws a Response 404 for what is not
 * this letter's.
 */
export async function decideReport(ctx: Context, input: CaseInput, fields: FormFields) {
  const { intent } = fields;
  const because = leaveOutReasons.find((known) => known === fields.because);
  if (intent === 'take-out' && !because) {
    return { ok: false as const, status: 422 as const, refusal: missing, attempt: randomUUID() };
  }
  const done = await carryOut();
  if (done.ok) return { ok: true as const };
  if (done.reason === 'not-found') return notFound();
  const refusal: Refusal = refusals[done.reason];
  return { ok: false as const, status: 409 as const, refusal, attempt: randomUUID() };

  function carryOut() {
    if (intent === 'keep') return keepReported(ctx, input);
    if (intent === 'ask') return askReported(ctx, input);
    return intent === 'take-out' && because
      ? takeOutReported(ctx, { ...input, because })
      : notFound();
  }
}
