import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import {
  addTrigger,
  approveTrigger,
  removeTrigger,
} from '~/domain/deliveries/change-triggers.server';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Given = { slug: string; fields: FormFields; actor: Actor };

const refusals: Record<string, [409 | 422, string, string, string?]> = {
  'unknown-target': [422, 'Nothing was planned', 'Choose who it goes to', 'target'],
  threshold: [
    422,
    'Nothing was planned',
    'Write a number of signatures such as 1000, without a fraction',
    'threshold',
  ],
  'planned-already': [
    409,
    'Nothing was planned',
    'This is planned for that addressee already, or has happened; each happens once.',
  ],
  fired: [409, 'Nothing was changed', 'It has been prepared already; open the delivery below.'],
  'confirm-mismatch': [
    422,
    'Nothing was approved',
    'The name you typed is not the name of the addressee. Type it as it stands above the field',
  ],
  'hash-changed': [
    409,
    'Nothing was approved',
    'Text or addressee were changed meanwhile. Look at them as they are now, then approve.',
  ],
  'same-person': [
    409,
    'Nothing was approved',
    'You have planned it. Somebody else who may send approves it.',
  ],
  'not-email': [409, 'Nothing was approved', 'This copy does not go by email; people bring it.'],
};

/** Plans, takes back or approves a delivery beforehand. Throws a Response 404 for what is not there. */
export async function changeTriggers(ctx: Context, { slug, fields, actor }: Given) {
  const changed = await carryOut();
  if (changed.ok) return { ok: true as const, done: fields.intent ?? '' };
  const [status, title, text, fieldId] = refusals[changed.reason] ?? notFound();
  const refusal: Refusal = { title, text, fieldId };
  return { ok: false as const, status, refused: { refusal, attempt: randomUUID() } };

  async function carryOut() {
    const { id = '', hash = '', confirm = '', target = '' } = fields;
    switch (fields.intent) {
      case 'plan': {
        const kind = fields.kind === 'signatures' ? 'signatures' : 'closing';
        const threshold = Number(
          (fields.threshold ?? '').replaceAll(/[\s,.'’]/g, '') || Number.NaN,
        );
        return addTrigger(ctx, { slug, actor, target, kind, threshold });
      }
      case 'remove':
        return removeTrigger(ctx, { slug, actor, id });
      case 'approve':
        return approveTrigger(ctx, { slug, actor, id, hash, confirm });
      default:
        return notFound();
    }
  }
}
