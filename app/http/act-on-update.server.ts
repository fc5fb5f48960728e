import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { type Act, type OrganiserRole, permits } from '~/domain/organisers/organiser';
import { approveUpdate } from '~/domain/updates/approve-update.server';
import { saveUpdateChoices } from '~/domain/updates/save-update-choices.server';
import { saveUpdateText } from '~/domain/updates/save-update-text.server';
import { stopUpdate } from '~/domain/updates/stop-update.server';
import { testUpdate } from '~/domain/updates/test-update.server';
import type { UpdateInput } from '~/domain/updates/with-update.server';
import { isLocale } from '~/i18n/locale';
import { explainUpdateRefusal } from './explain-update-refusal.server';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';
import { readUpdateKind } from './read-update-kind.server';

/** One of them is enough. */
const actsOf: Record<string, Act[]> = {
  text: ['write-updates'],
  choices: ['write-updates'],
  test: ['write-updates'],
  approve: ['approve-updates'],
  stop: ['write-updates', 'approve-updates'],
};

/**
 * Carries out `intent` of an update's page; `done` is what the page says then. Throws a Response:
 * 404 for what is not this letter's, 403 for a button that the role does not have.
 */
export async function actOnUpdate(
  ctx: Context,
  input: UpdateInput & { role: OrganiserRole },
  fields: FormFields,
) {
  const acts = actsOf[fields.intent ?? ''] ?? notFound();
  if (!acts.some((act) => permits(input.role, act))) {
    throw new Response(null, { status: 403, headers: { 'Cache-Control': 'no-store' } });
  }
  const carried = await carryOut();
  if (carried.ok) return { ok: true as const, done: carried.done };
  if (carried.reason === 'not-found' || carried.reason === 'not-offered') return notFound();
  return { ok: false as const, ...explainUpdateRefusal(carried.reason), attempt: randomUUID() };

  async function carryOut() {
    switch (fields.intent) {
      case 'text': {
        const { language: locale, subject = '', body = '' } = fields;
        if (!isLocale(locale)) return notFound();
        const revision = Number(fields.revision) || 0;
        const saved = await saveUpdateText(ctx, { ...input, locale, subject, body, revision });
        return saved.ok ? { ok: true as const, done: `language=${locale}&saved` } : saved;
      }
      case 'choices': {
        const kind = readUpdateKind(fields.kind) ?? notFound();
        const deliveryId = fields.delivery || null;
        const onTimeline = fields.timeline === 'yes';
        const saved = await saveUpdateChoices(ctx, { ...input, kind, deliveryId, onTimeline });
        return saved.ok ? { ok: true as const, done: 'saved' } : saved;
      }
      case 'test': {
        const to = Object.keys(fields).flatMap((name) =>
          name.startsWith('to-') && fields[name] === 'yes' ? [name.slice('to-'.length)] : [],
        );
        const tested = await testUpdate(ctx, { ...input, to });
        return tested.ok ? { ok: true as const, done: `tested=${tested.mails}` } : tested;
      }
      case 'approve': {
        const { asOf = '', confirm = '' } = fields;
        const shown = Number(fields.shown ?? Number.NaN);
        const approved = await approveUpdate(ctx, { ...input, asOf, shown, confirm });
        return approved.ok ? { ok: true as const, done: 'approved' } : approved;
      }
      default: {
        const stopped = await stopUpdate(ctx, input);
        return stopped.ok ? { ok: true as const, done: `stopped=${stopped.left}` } : stopped;
      }
    }
  }
}
