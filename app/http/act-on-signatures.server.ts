import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import type { Actor } from '~/domain/organisers/organiser';
import { selectSignatures } from '~/domain/selections/select-signatures.server';
import { mostTicks } from '~/domain/selections/selection';
import { findByAddress } from '~/domain/signatures/find-by-address.server';
import { notFound } from './not-found.server';
import { readFormWithTicks } from './read-form.server';
import { readSignatureFilter } from './read-signature-filter.server';

type Answer =
  | { ok: true; path: string }
  | { ok: false; refusal: Refusal; attempt: string; typed: { email?: string } };

const nothing = 'Nothing was selected';

/**
 * Carries out what the page of signatures asks for: `select` what is ticked, `select-all` that its
 * view finds, `find` an address. `path` goes on from the letter's address.
 */
export async function actOnSignatures(
  ctx: Context,
  request: Request,
  input: { slug: string; actor: Actor },
): Promise<Answer> {
  const { fields, ticks } = await readFormWithTicks(request, 'tick', mostTicks);
  const { email = '' } = fields;
  switch (fields.intent) {
    case 'find':
      return find(ctx, { ...input, email });
    case 'select':
      return select(ctx, { ...input, what: { ids: ticks } });
    case 'select-all': {
      const { filter, order } = readSignatureFilter(request);
      return select(ctx, { ...input, what: { filter, sort: order.sort } });
    }
    default:
      return notFound();
  }
}

function refuse(title: string, text: string, fieldId: string, email?: string): Answer {
  return { ok: false, refusal: { title, text, fieldId }, attempt: randomUUID(), typed: { email } };
}

async function select(
  ctx: Context,
  input: Parameters<typeof selectSignatures>[1],
): Promise<Answer> {
  const selected = await selectSignatures(ctx, input);
  if (selected.ok) return { ok: true, path: `/signatures/selections/${selected.id}` };
  switch (selected.reason) {
    case 'not-found':
      return notFound();
    case 'nothing-found':
      return 'ids' in input.what
        ? refuse(nothing, 'Tick at least one signature, or select all of this view', 'signatures')
        : refuse(nothing, 'No signature matches this view any more', 'signatures');
    default:
      throw new Error(selected.reason satisfies never);
  }
}

async function find(ctx: Context, input: Parameters<typeof findByAddress>[1]): Promise<Answer> {
  const found = await findByAddress(ctx, input);
  if (found.ok) return { ok: true, path: `/signatures/${found.id}` };
  const { email } = input;
  switch (found.reason) {
    case 'not-found':
      return notFound();
    case 'no-address':
      return refuse(
        'Nothing was searched',
        'Enter the whole email address, like name@example.org',
        'email',
        email,
      );
    case 'nobody':
      return refuse(
        'No signature found',
        'Nobody has signed this letter with that address. Check its spelling; parts of an address are not found',
        'email',
        email,
      );
    default:
      throw new Error(found.reason satisfies never);
  }
}
