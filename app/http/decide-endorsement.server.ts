import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { askOrganisation } from '~/domain/endorsements/ask-organisation.server';
import { askPublishedContact } from '~/domain/endorsements/ask-published-contact.server';
import { declineEndorsement } from '~/domain/endorsements/decline-endorsement.server';
import {
  type AuthorityBasis,
  authorityBases,
  declineTemplates,
} from '~/domain/endorsements/endorsement';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

export const decisionIntents = ['approve', 'ask', 'check', 'decline'] as const;
export type DecisionIntent = (typeof decisionIntents)[number];

type DecisionField =
  | 'authorityBasis'
  | 'proof'
  | 'note'
  | 'question'
  | 'contact'
  | 'source'
  | 'template'
  | 'reason';
type Decided = Awaited<
  ReturnType<
    | typeof approveEndorsement
    | typeof askOrganisation
    | typeof askPublishedContact
    | typeof declineEndorsement
  >
>;
type DomainRefusal = Extract<Decided, { ok: false }>['reason'];
type Told = { status: 409 | 422; field: DecisionField | null; title: string; text: string };

const undecided = 'Nothing was decided yet';

const tellings: Record<Exclude<DomainRefusal, 'not-found'>, Told> = {
  'not-waiting': {
    status: 409,
    field: null,
    title: 'This organisation is not waiting for a decision any more',
    text: 'Somebody else decided, or the organisation withdrew. Your decision was not recorded and theirs stands. Look under “Approved”, “Declined” and “Withdrawn” to see which.',
  },
  held: {
    status: 409,
    field: null,
    title: 'Somebody else is looking at this organisation now',
    text: 'Your ten minutes were over, and another organiser has taken it. Your decision was not recorded.',
  },
  'other-now': {
    status: 409,
    field: null,
    title: 'The organisation has changed its names, its statement, its logo or its mailbox',
    text: 'You see it now as it is. Your approval was not recorded; look again, then decide.',
  },
  'not-vouched': fault(
    'authorityBasis',
    'No published contact has said yes; ask one below first, or choose how else you know',
  ),
  'already-asked': {
    status: 409,
    field: 'question',
    title: 'Nothing was asked',
    text: 'Wait for the answer to the earlier question, or decide',
  },
  'already-checking': {
    status: 409,
    field: 'contact',
    title: 'Nothing was asked',
    text: 'A published contact has been asked already; wait for its answer, or decide',
  },
  'mailbox-refused': {
    status: 409,
    field: 'contact',
    title: 'Nothing was asked',
    text: 'No mail may go to this mailbox now: its owner or its server has refused our mail, or it had three such questions today. Reach the organisation in another way',
  },
  'contact-format': unasked('contact', 'Write a mail address like office@example.org'),
  'own-mailbox': unasked(
    'contact',
    'This is the mailbox of the person who signed; nobody vouches for themselves. Write the address that the organisation publishes',
  ),
  'source-format': unasked(
    'source',
    'Write the https address of the page where you found it, like https://example.org/contact',
  ),
  'source-elsewhere': unasked(
    'source',
    'That page is not on the website that the organisation gave; find the address on its own site',
  ),
  'question-missing': fault('question', 'Write what you want to ask'),
  'question-too-long': fault('question', 'Shorten the question to 1,000 characters'),
  'reason-missing': fault('template', 'Choose a reason, or write one'),
  'reason-too-long': fault('reason', 'Shorten the reason to 1,000 characters'),
  'proof-missing': fault('proof', 'Upload the signed letter, or note where it is kept'),
  'proof-unreadable': fault('proof', 'Choose a PDF, PNG or JPEG file'),
  'proof-note-too-long': fault('note', 'Shorten what you noted to 300 characters each'),
};

function fault(field: DecisionField, text: string): Told {
  return { status: 422, field, title: undecided, text };
}

function unasked(field: DecisionField, text: string): Told {
  return { ...fault(field, text), title: 'Nothing was asked' };
}

function refuse(id: string, told: Told, typed: string) {
  const { status, field, title, text } = told;
  const kept = typed && field === null ? ` You had written: “${typed}”` : '';
  const fieldId = field ? `${field}-${id}` : undefined;
  const refusal: Refusal = { title, text: `${text}${kept}`, fieldId };
  return { ok: false as const, status, refused: { id, field, refusal, attempt: randomUUID() } };
}

function isAuthorityBasis(text: string | undefined): text is AuthorityBasis {
  return authorityBases.some((basis) => basis === text);
}

/**
 * Reads `intent`, `id`, and what belongs to it – approve: `authorityBasis`, `authorisedBy`, `note`
 * `seen` and the file; ask: `question`; check: `contact`, `source`; decline: `template`, `reason` – and carries it out. An endorsement
 * of another letter is not found: throws a Response 404.
 */
export async function decideEndorsement(
  ctx: Context,
  input: { slug: string; fields: FormFields; file: Buffer | null; actor: Actor },
) {
  const { slug, fields, file, actor } = input;
  const {
    id = '',
    authorityBasis,
    authorisedBy = '',
    note = '',
    question = '',
    contact = '',
    source = '',
    reason = '',
  } = fields;
  const intent = decisionIntents.find((known) => known === fields.intent);
  const known = await listEndorsements(ctx, { slug });
  const endorsement = known.ok ? known.endorsements.find((one) => one.id === id) : undefined;
  if (!endorsement || !intent) return notFound();
  const about = { id, slug, actor };
  const template = declineTemplates.find((one) => one === fields.template) ?? null;
  let decided: Decided;
  if (intent === 'ask') {
    decided = await askOrganisation(ctx, { ...about, question });
  } else if (intent === 'check') {
    decided = await askPublishedContact(ctx, { ...about, email: contact, source });
  } else if (intent === 'decline') {
    decided = await declineEndorsement(ctx, { ...about, template, reason });
  } else if (isAuthorityBasis(authorityBasis)) {
    const proof = { authorisedBy, note, file };
    const { seen } = fields;
    decided = await approveEndorsement(ctx, { ...about, authorityBasis, proof, seen });
  } else {
    const text = `Choose how you know that ${endorsement.organisation} agreed`;
    return refuse(id, fault('authorityBasis', text), '');
  }
  if (decided.ok) return { ok: true as const, intent };
  if (decided.reason === 'not-found') return notFound();
  return refuse(
    id,
    tellings[decided.reason],
    reason || question || note || [contact, source].filter(Boolean).join(', '),
  );
}
