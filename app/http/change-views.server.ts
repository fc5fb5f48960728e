import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import type { Actor } from '~/domain/organisers/organiser';
import { changeView, removeView } from '~/domain/signature-views/change-view.server';
import { keepView } from '~/domain/signature-views/keep-view.server';
import { longestViewName, mostViews } from '~/domain/signature-views/signature-view';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';
import { readSignatureFilter } from './read-signature-filter.server';

/** A view's address as the table writes it: what is not known there is left out. */
export function cleanView(search: string): string {
  const address = search.startsWith('?') ? search.slice(0, 2000) : '?';
  return readSignatureFilter(new Request(`http://desk.invalid/${address}`)).firstPage;
}

type Input = { slug: string; organiserId: string; actor: Actor };

/** Carries out `intent` (keep, change or delete). Throws a Response 404 for what is not one's own. */
export async function changeViews(ctx: Context, input: Input, fields: FormFields) {
  const { intent, id = '', name = '', view = '' } = fields;
  const shared = fields.shared === 'yes';
  const changed = await carryOut();
  if (changed.ok) return { ok: true as const };
  const fieldId = intent === 'change' ? `name-${id}` : 'name';
  return { ok: false as const, refusal: explain(changed.reason, fieldId), attempt: randomUUID() };

  function carryOut() {
    switch (intent) {
      case 'keep':
        return keepView(ctx, { ...input, name, shared, search: cleanView(view) });
      case 'change':
        return changeView(ctx, { ...input, id, name, shared });
      case 'delete':
        return removeView(ctx, { ...input, id });
      default:
        return notFound();
    }
  }
}

type Reason = Extract<
  Awaited<ReturnType<typeof keepView>> | Awaited<ReturnType<typeof changeView>>,
  { ok: false }
>['reason'];

function explain(reason: Reason, fieldId: string): Refusal {
  const title = 'The view was not changed';
  switch (reason) {
    case 'name-missing':
      return { title, text: 'Give the view a name', fieldId };
    case 'name-too-long':
      return { title, text: `Shorten the name to ${longestViewName} characters`, fieldId };
    case 'too-many':
      return {
        title,
        text: `You keep ${mostViews} views already. Delete one that you do not need`,
        fieldId,
      };
    case 'not-found':
      return notFound();
    default:
      throw new Error(reason satisfies never);
  }
}
