import type { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import type { resendDelivery } from '~/domain/deliveries/resend-delivery.server';
import type { SendRefusal } from '~/domain/deliveries/send-delivery.server';

type Refusals<Verb extends (...input: never[]) => Promise<unknown>> =
  Extract<Awaited<ReturnType<Verb>>, { ok: false }> extends { reason: infer Reason }
    ? Reason
    : never;

type Reason = Refusals<typeof prepareDelivery> | SendRefusal | Refusals<typeof resendDelivery>;

const sentences: Record<Reason, string> = {
  'not-found': 'There is no such letter or delivery; nothing was sent.',
  draft: 'The letter is a draft; publish it first. Nothing was sent.',
  'unknown-target': 'The letter has no such target; see: undersigned letter status <slug>',
  'not-email': 'Copies to that target go by hand, post or fax; there is no mail to send.',
  'too-large':
    'The mail would be above 7 MB even without the names; nothing was sent. Shorten the letter, or hand it over on paper.',
  'no-letter-yet':
    'That target has not received the letter of this version; there is nothing to add to.',
  'nothing-changed': 'Nothing has changed since its last copy; nothing was sent.',
  'already-sent':
    'This version has gone to that target, or may have; nothing was sent again. See: undersigned delivery list <slug>',
  'confirm-mismatch':
    "What --confirm gives is not the addressee's name as `letter status` shows it; nothing was sent.",
  'not-tested': 'No trial of it was looked at; nothing was sent.',
  'checks-failed': 'A check of it failed; nothing was sent.',
  'not-approved': 'A second person has not approved it; nothing was sent.',
  'two-people': 'Two different people are needed; nothing was sent.',
  past: 'That time is over; nothing was sent.',
  'being-frozen': 'It is being frozen anew; wait until it is done. Nothing was sent.',
  'not-prepared': 'That delivery is not waiting to be sent; nothing was sent.',
  'snapshot-stale': 'Somebody named in it has withdrawn; prepare it anew. Nothing was sent.',
  'text-changed': 'The public text is another one now; prepare it anew. Nothing was sent.',
  'target-changed': 'The target was changed since; prepare it anew. Nothing was sent.',
  'not-resendable': 'Only a failed or unknown delivery can be sent again; nothing was sent.',
};

/** What happened and what to do next, for the person at the terminal. */
export function describeRefusal(reason: Reason): string {
  return sentences[reason];
}
