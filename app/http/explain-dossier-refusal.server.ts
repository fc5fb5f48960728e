import type { Refusal } from '~/components/desk/refusal-notice';
import { longestCover, longestSubject } from '~/domain/deliveries/cover';
import { mostTrials } from '~/domain/deliveries/test-delivery.server';
import { notFound } from './not-found.server';

type Explained = { status: 409 | 422; refusal: Refusal };

const anew = 'Nothing was lost. Freeze the dossier anew: it then has everything as it is now.';

const refusals: Record<string, [409 | 422, string, string, string?]> = {
  draft: [409, 'Nothing was frozen', 'The letter is a draft. Publish it first.'],
  'unknown-target': [409, 'Nothing was frozen', 'The addressee is not there any more.'],
  'no-letter-yet': [
    409,
    'Nothing was frozen',
    'The letter to which this is an addendum has not been received.',
  ],
  'nothing-changed': [
    409,
    'Nothing was frozen',
    'Nothing has changed since the last copy, so there is nothing to tell the addressee.',
  ],
  'other-text': [
    409,
    'Nothing was frozen',
    'The addressee has had another copy since, or the text is another one. Prepare a new delivery.',
  ],
  'too-large': [
    409,
    'Nothing was frozen: the letter is too large for a mail',
    'The dossier is as it was. Even without the names the mail would be above 7 MB. Shorten the text, or hand the letter over on paper.',
  ],
  'being-frozen': [
    409,
    'Nothing was changed: the dossier is being frozen anew',
    'What you typed is still here. Wait until it is done, look at the dossier as it is then, and go on.',
  ],
  ended: [
    409,
    'There was nothing to call off',
    'The worker was faster, or somebody else has called it off. The page shows how it stands now.',
  ],
  'not-open': [
    409,
    'This delivery cannot be changed any more',
    'It has been sent, or waits to be sent; nothing was changed. While it waits you can stop it first.',
  ],
  'subject-long': [
    422,
    'Nothing was saved',
    `Shorten the subject to ${longestSubject} characters; what you typed is still here`,
    'cover-form',
  ],
  'paragraph-long': [
    422,
    'Nothing was saved',
    `Shorten the text to ${longestCover} characters; what you typed is still here`,
    'cover-form',
  ],
  'reply-to': [
    422,
    'Nothing was saved',
    'This is no mail address; write one like office@example.org, or leave it empty',
    'replyTo',
  ],
  'not-email': [409, 'Nothing was sent', 'This copy does not go by email.'],
  'not-a-mailbox': [
    422,
    'No trial was sent',
    'One of these is no mail address; write each on a line of its own',
    'to',
  ],
  'too-many': [422, 'No trial was sent', `Write ${mostTrials} mailboxes at most`, 'to'],
  'nobody-there': [
    409,
    'No trial was sent',
    'None of these mailboxes takes mail. Write another one below.',
    'to',
  ],
  'not-prepared': [
    409,
    'Nothing was approved',
    'It has been approved, sent or withdrawn already; the record shows what happened.',
  ],
  'hash-changed': [
    409,
    'Nothing was approved',
    'The dossier was changed while you looked at it. Look at it as it is now, then approve it.',
  ],
  'same-person': [
    409,
    'Nothing was approved',
    'You have prepared this dossier. Somebody else who may send approves it.',
  ],
  'snapshot-stale': [409, 'Nothing was approved: somebody in it has withdrawn', anew],
  'text-changed': [409, 'Nothing was approved: the text is another one now', anew],
  'target-changed': [409, 'Nothing was approved: the addressee was changed', anew],
  'reason-missing': [422, 'Nothing was changed', 'Write why; it stands in the audit log', 'reason'],
  'reason-long': [422, 'Nothing was changed', 'Shorten it to 300 characters', 'reason'],
  unchanged: [409, 'Nothing was changed', 'It is so already.'],
  'not-queued': [
    409,
    'There was nothing to stop',
    'This delivery does not wait to be sent. The record shows where it is.',
  ],
  'too-late': [
    409,
    'It could not be stopped any more',
    'The first message has begun to leave. The record shows what becomes of it.',
  ],
};

/** Why something about a dossier was not done, and what to do. Throws a Response 404 for an unknown one. */
export function explainDossierRefusal(reason: string): Explained {
  const found = refusals[reason] ?? notFound();
  const [status, title, text, fieldId] = found;
  return { status, refusal: { title, text, fieldId } };
}
