import type { Locale } from '~/i18n/locale';

/**
 * How many mails the sentence beside the box promises at most, news and answers together, and how
 * many the database lets one person get about one letter.
 */
export const promisedUpdates = 3;

/** `answer` says that the addressee has answered. */
export const updateKinds = ['news', 'answer'] as const;
export type UpdateKind = (typeof updateKinds)[number];

export const updateStates = [
  'draft',
  'tested',
  'approved',
  'sending',
  'sent',
  'cancelled',
] as const;
export type UpdateState = (typeof updateStates)[number];

/** What each state may become; checked under a row lock, anything else is a refusal. */
export const updateTransitions: Record<UpdateState, readonly UpdateState[]> = {
  draft: ['tested', 'cancelled'],
  tested: ['draft', 'tested', 'approved', 'cancelled'],
  approved: ['draft', 'sending', 'cancelled'],
  sending: ['sent', 'cancelled'],
  sent: [],
  cancelled: [],
};

/** The texts can still be written; what was approved, and did not begin to leave, is a draft again. */
export function isBeingWritten(state: UpdateState): boolean {
  return state === 'draft' || updateTransitions[state].includes('draft');
}

/** An entry of the public timeline: what has begun to leave, and was not stopped. */
export const publicUpdateStates = ['sending', 'sent'] as const satisfies readonly UpdateState[];

/** What became of one person's mail. `waiting` is not written yet; `skipped` never left. */
export const recipientStates = [
  'waiting',
  'queued',
  'sent',
  'bounced',
  'failed',
  'unknown',
  'skipped',
] as const;
export type RecipientState = (typeof recipientStates)[number];

/** Why somebody who was counted got nothing. */
export const skipReasons = [
  'unsubscribed',
  'not-signed',
  'erased',
  'suppressed',
  'stopped',
  'unreadable',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export const longestSubject = 90;
export const longestBody = 4000;

/** Subject and body (limited Markdown, an empty line between paragraphs). */
export type UpdateText = { subject: string; body: string };
export type UpdateTexts = Partial<Record<Locale, UpdateText>>;

export type MissingUpdateText = { locale: Locale; field: 'subject' | 'body' };

/** Each field that is still empty in a language that the letter is offered in. */
export function missingTexts(texts: UpdateTexts, offered: readonly Locale[]): MissingUpdateText[] {
  return offered.flatMap((locale) =>
    (['subject', 'body'] as const).flatMap((field) =>
      texts[locale]?.[field] ? [] : [{ locale, field }],
    ),
  );
}

/** The paragraphs of a body, each limited Markdown. */
export function paragraphsOf(body: string): string[] {
  return body.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
}
