import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { addScans } from '~/domain/paper/add-scans.server';
import { removeScan } from '~/domain/paper/remove-scan.server';
import { verifyBatch } from '~/domain/paper/verify-batch.server';
import type { BatchInput } from '~/domain/paper/with-batch.server';
import { withdrawBatch } from '~/domain/paper/withdraw-batch.server';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Done = Awaited<
  ReturnType<typeof addScans | typeof removeScan | typeof verifyBatch | typeof withdrawBatch>
>;
type Reason = Exclude<Extract<Done, { ok: false }>['reason'], 'not-found'> | 'together-too-large';
type Told = { status: 409 | 422; refusal: Refusal };

const unchanged = 'Nothing was changed';
const notAdded = 'No scan was added';

function fault(fieldId: string, title: string, text: string): Told {
  return { status: 422, refusal: { title, text, fieldId } };
}

const tellings: Record<Reason, Told> = {
  'wrong-state': {
    status: 409,
    refusal: {
      title: unchanged,
      text: 'Somebody else was faster. The page shows how the batch stands now.',
    },
  },
  'second-person': {
    status: 409,
    refusal: {
      title: unchanged,
      text: 'You entered this batch; another organiser has to count the sheets and verify it.',
    },
  },
  'count-mismatch': fault(
    'valid',
    unchanged,
    'Your number differs from the one that was entered. Count the sheets once more; if yours is right, withdraw the batch and enter it anew',
  ),
  'reason-missing': fault('reason', unchanged, 'Write why the batch is withdrawn'),
  'reason-too-long': fault('reason', unchanged, 'Shorten the reason to 500 characters'),
  'no-file': fault('scans', notAdded, 'Choose at least one file'),
  'too-many-scans': fault('scans', notAdded, 'A batch has at most 20 scans'),
  'scan-unreadable': fault(
    'scans',
    notAdded,
    'One file is no plain PDF, PNG, JPEG or WebP. The batch is as it was; scan or export that sheet again and add all files once more',
  ),
  'scan-too-large': fault(
    'scans',
    notAdded,
    'One picture has more than 10,000 pixels a side. The batch is as it was; scan with 300 dots an inch and add all files once more',
  ),
  'scan-too-heavy': fault(
    'scans',
    notAdded,
    'One file has more than 10 MB. The batch is as it was; make it smaller and add all files once more',
  ),
  'together-too-large': fault(
    'scans',
    notAdded,
    'Together the files have more than 30 MB. The batch is as it was; add fewer at a time',
  ),
};

/**
 * Carries out `intent` (add, remove, verify, withdraw) on a batch. Throws a Response 404 for what is
 * not this letter's.
 */
export async function actOnPaper(
  ctx: Context,
  input: BatchInput,
  sent: { fields: FormFields; files: Buffer[] },
) {
  const { fields, files } = sent;
  const done = await carryOut();
  if (done.ok) return { ok: true as const };
  if (done.reason === 'not-found') return notFound();
  const typed: Record<string, string> = { ...fields };
  return { ok: false as const, ...tellings[done.reason], typed, attempt: randomUUID() };

  function carryOut(): Promise<Done> | { ok: false; reason: Reason } {
    // Set by the server in the place of a body that was larger than it takes.
    if (fields.too_large) return { ok: false, reason: 'together-too-large' };
    switch (fields.intent) {
      case 'add':
        return addScans(ctx, { ...input, files });
      case 'remove':
        return removeScan(ctx, { ...input, scanId: fields.scan ?? '' });
      case 'verify':
        return verifyBatch(ctx, { ...input, valid: fields.valid ?? '' });
      case 'withdraw':
        return withdrawBatch(ctx, { ...input, reason: fields.reason ?? '' });
      default:
        return notFound();
    }
  }
}
