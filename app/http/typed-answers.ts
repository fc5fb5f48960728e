import { campaignFields } from '~/domain/signatures/campaign-source';

/** What the sign form asks, and the time it was made; a proof and a trap are good for one form only. */
const asked = [
  'name',
  'email',
  'visibility',
  'title',
  'affiliation',
  'country',
  'comment',
  'updates',
  'stamp',
  'via',
  'newsFrom',
  ...campaignFields,
] as const;

/** The answers among what was sent: all that a page or a cookie gives back. */
export function typedAnswers(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    asked.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  );
}
