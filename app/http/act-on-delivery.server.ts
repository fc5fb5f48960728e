import { randomUUID } from 'node:crypto';
import { languageField } from '~/components/desk/letter-basics';
import type { Refusal } from '~/components/desk/refusal-notice';
import { faultsOf } from '~/components/form-faults';
import type { Context } from '~/context.server';
import { approveDelivery } from '~/domain/deliveries/approve-delivery.server';
import { callOffPreparation } from '~/domain/deliveries/call-off-preparation.server';
import { type CoverForm, coverSchema } from '~/domain/deliveries/cover';
import { readDelivery } from '~/domain/deliveries/read-delivery.server';
import { resendDelivery } from '~/domain/deliveries/resend-delivery.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { startFreezing } from '~/domain/deliveries/start-freezing.server';
import { stopDelivery } from '~/domain/deliveries/stop-delivery.server';
import { switchSecondPerson } from '~/domain/deliveries/switch-second-person.server';
import { testDelivery } from '~/domain/deliveries/test-delivery.server';
import { type Act, type Actor, type OrganiserRole, permits } from '~/domain/organisers/organiser';
import { locales } from '~/i18n/locale';
import { parseLocalTime } from '~/primitives/local-time';
import { explainSendRefusal } from './explain-delivery-refusal.server';
import { explainDossierRefusal } from './explain-dossier-refusal.server';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Input = {
  slug: string;
  id: string;
  actor: Actor;
  role: OrganiserRole;
  timeZone: string;
};

const actOf: Record<string, Act> = {
  freeze: 'prepare-delivery',
  cover: 'prepare-delivery',
  'call-off': 'prepare-delivery',
  test: 'prepare-delivery',
  approve: 'send-delivery',
  'second-person': 'manage-team',
  send: 'send-delivery',
  stop: 'send-delivery',
  resend: 'send-delivery',
};

/** Whether a form asks for the second factor once more before it is carried out. */
export function isSensitive(intent: string | undefined): boolean {
  return ['approve', 'second-person', 'send', 'resend'].includes(intent ?? '');
}

/** `to` is the page that comes next, below that of the deliveries. */
type Carried = { ok: true; to: string } | { ok: false; status: 409 | 422; refusal: Refusal };

/**
 * Carries out `intent` of a dossier's page. Throws a Response: 404 for what is not this letter's, 403
 * for a button that the role does not have.
 */
export async function actOnDelivery(ctx: Context, input: Input, fields: FormFields) {
  const act = actOf[fields.intent ?? ''] ?? notFound();
  if (!permits(input.role, act)) {
    throw new Response(null, { status: 403, headers: { 'Cache-Control': 'no-store' } });
  }
  const carried = await carryOut(ctx, input, fields);
  if (carried.ok) return carried;
  return { ...carried, attempt: randomUUID() };
}

async function carryOut(ctx: Context, input: Input, fields: FormFields): Promise<Carried> {
  switch (fields.intent) {
    case 'freeze': {
      const frozen = await startFreezing(ctx, input);
      if (!frozen.ok) return refused(frozen.reason);
      return done({ id: frozen.deliveryId }, 'step=annex&frozen');
    }
    case 'call-off': {
      const calledOff = await callOffPreparation(ctx, input);
      // Somebody pressed twice: there is nothing at this address any more.
      if (!calledOff.ok && calledOff.reason === 'not-found') return { ok: true, to: '' };
      if (!calledOff.ok) return refused(calledOff.reason);
      return calledOff.anew ? done(input, 'step=annex') : { ok: true, to: '?called-off' };
    }
    case 'cover':
      return saveCover(ctx, input, fields);
    case 'test': {
      const to = (fields.to ?? '').split(/[\n,;]/).map((part) => part.trim());
      const tested = await testDelivery(ctx, { ...input, to: to.filter(Boolean) });
      return tested.ok ? done(input, `step=test&tested=${tested.mails}`) : refused(tested.reason);
    }
    case 'approve': {
      const approved = await approveDelivery(ctx, { ...input, hash: fields.hash ?? '' });
      return approved.ok ? done(input, 'step=approve&approved') : refused(approved.reason);
    }
    case 'second-person': {
      const { reason = '' } = fields;
      const switched = await switchSecondPerson(ctx, { ...input, on: fields.on === 'yes', reason });
      return switched.ok ? done(input, 'step=approve&switched') : refused(switched.reason);
    }
    case 'stop': {
      const stopped = await stopDelivery(ctx, input);
      return stopped.ok ? done(input, 'step=send&stopped') : refused(stopped.reason);
    }
    case 'resend': {
      const { confirm = '' } = fields;
      const place = Number(fields.place ?? 0) || 0;
      const sent = await resendDelivery(ctx, { ...input, confirm, place });
      return sent.ok ? done(input, '') : explained(explainSendRefusal(sent.reason));
    }
    default:
      return send(ctx, input, fields);
  }
}

async function send(ctx: Context, input: Input, fields: FormFields): Promise<Carried> {
  const { confirm = '' } = fields;
  let at: Date | null = null;
  if (fields.when === 'at') {
    at = parseLocalTime(fields.at ?? '', await zoneOf(ctx, input));
    if (!at) {
      const text =
        'Write a day and a time that the addressee’s clocks show; one that they skip is none';
      return {
        ok: false,
        status: 422,
        refusal: { title: 'Nothing was sent', text, fieldId: 'at' },
      };
    }
  }
  const sent = await sendDelivery(ctx, { ...input, confirm, at });
  return sent.ok ? done(input, 'queued') : explained(explainSendRefusal(sent.reason));
}

async function zoneOf(ctx: Context, input: Input): Promise<string> {
  const found = await readDelivery(ctx, input);
  return (found.ok && found.delivery.timeZone) || input.timeZone;
}

async function saveCover(ctx: Context, input: Input, fields: FormFields): Promise<Carried> {
  const parsed = coverSchema.safeParse({ texts: textsOf(fields), replyTo: fields.replyTo ?? '' });
  if (!parsed.success) {
    const [fault] = faultsOf(parsed.error);
    return refused(fault?.code === 'reply-to' ? 'reply-to' : (fault?.code ?? 'subject-long'));
  }
  const frozen = await startFreezing(ctx, { ...input, cover: parsed.data });
  return frozen.ok ? done(input, 'step=cover&frozen') : refused(frozen.reason);
}

function textsOf(fields: FormFields): Record<string, CoverForm['texts'][keyof CoverForm['texts']]> {
  const written = locales.flatMap((locale) => {
    const subject = fields[`subject-${languageField(locale)}`];
    const paragraph = fields[`cover-${languageField(locale)}`];
    if (subject === undefined && paragraph === undefined) return [];
    return [[locale, { subject: subject ?? '', paragraph: paragraph ?? '' }] as const];
  });
  return Object.fromEntries(written);
}

function done({ id }: Pick<Input, 'id'>, search: string): Carried {
  return { ok: true, to: search ? `/${id}?${search}` : `/${id}` };
}

function refused(reason: string): Carried {
  return explained(explainDossierRefusal(reason));
}

function explained(refusal: { status: 409 | 422; refusal: Refusal }): Carried {
  return { ok: false, ...refusal };
}
