import { z } from 'zod';
import { type Duration, days, hours, minutes } from '~/primitives/duration';
import { labelSchema } from '../access/access-token';

/** What another program can be told. Nothing of it names a person. */
export const webhookEvents = [
  'figures.changed',
  'letter.changed',
  'organisation.approved',
  'organisation.withdrawn',
  'delivery.recorded',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Besides, a call that an organiser asks for, to try it. */
export const testEvent = 'test';

/** The audit entries of which other programs are told, and as what. */
const eventOfAction: Record<string, WebhookEvent> = {
  'letter.published': 'letter.changed',
  'letter.version-published': 'letter.changed',
  'letter.closed': 'letter.changed',
  'letter.reopened': 'letter.changed',
  'letter.closing-set': 'letter.changed',
  'endorsement.approved': 'organisation.approved',
  'endorsement.withdrawn': 'organisation.withdrawn',
};

export function webhookEventOf(action: string): WebhookEvent | undefined {
  return eventOfAction[action];
}

/** `https` everywhere; `http` is for trying it out, never in production. */
function addressSchema(schemes: readonly string[]) {
  return z
    .string()
    .trim()
    .max(500, 'url-format')
    .refine((text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      return url && schemes.includes(url.protocol) && !url.username && !url.password;
    }, 'url-format');
}

/** `id` comes with the form, so that a form that is sent twice makes one webhook. */
export function webhookForm(options: { production: boolean }) {
  return z.object({
    id: z.uuid('form-stale'),
    label: labelSchema,
    url: addressSchema(options.production ? ['https:'] : ['https:', 'http:']),
    events: z.array(z.enum(webhookEvents)).min(1, 'events-missing'),
  });
}
export type WebhookForm = z.infer<ReturnType<typeof webhookForm>>;

export const webhookCallStates = ['queued', 'leased', 'delivered', 'given-up'] as const;
export type WebhookCallState = (typeof webhookCallStates)[number];

/** Why a call was not taken, when there was no status to say so. */
export const callFaults = [
  'private-network',
  'unresolved',
  'unreachable',
  'timeout',
  'removed',
] as const;
export type CallFault = (typeof callFaults)[number];

/** The waits between tries; after the last one a call is given up, about a day after the event. */
export const callDelays: readonly Duration[] = [
  minutes(1),
  minutes(5),
  minutes(15),
  hours(1),
  hours(4),
  hours(8),
  hours(12),
];

/** A webhook to which nothing got through for so long is paused until an organiser looks. */
export const pauseAfter: Duration = days(3);

/** What is sealed about a webhook. */
export type SealedWebhook = { url: string; secret: string };

export function webhookSeal(id: string): string {
  return `webhook:${id}`;
}
