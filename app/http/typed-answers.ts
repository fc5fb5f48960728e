import { campaignFields } from '~/domain/signatures/campaign-source';

/** What the sign form asks, the time it was made, and the version beside it; a proof and a trap are good for one form only. */
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
  'version',
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
