import type { Refusal } from '~/components/desk/refusal-notice';
import { mostTesters } from '~/domain/updates/test-update.server';
import { longestBody, longestSubject } from '~/domain/updates/update';

export type UpdateRefusal =
  | 'wrong-state'
  | 'changed-meanwhile'
  | 'subject-too-long'
  | 'body-too-long'
  | 'no-such-delivery'
  | 'incomplete'
  | 'too-many'
  | 'nobody-there'
  | 'draft-letter'
  | 'second-person'
  | 'count-mismatch'
  | 'count-changed'
  | 'nobody';

const kept = 'Nothing was saved; what you typed is still here';
const unsent = 'Nothing has left';

function refusal(status: 409 | 422, title: string, text: string, fieldId?: string) {
  return { status, refusal: { title, text, fieldId } satisfies Refusal };
}

/** Status and words for a refused button of an update's page. */
export function explainUpdateRefusal(reason: UpdateRefusal) {
  switch (reason) {
    case 'wrong-state':
      return refusal(
        409,
        'Nothing was changed',
        'It has moved on meanwhile: somebody changed, approved or stopped it. The page shows how it stands now.',
      );
    case 'changed-meanwhile':
      return refusal(
        409,
        kept,
        'Somebody else has saved this language since you opened it. Open the page in another tab, compare, then send your text from there.',
        'body',
      );
    case 'subject-too-long':
      return refusal(422, kept, `Shorten the subject to ${longestSubject} characters`, 'subject');
    case 'body-too-long':
      return refusal(422, kept, `Shorten the text to ${longestBody} characters`, 'body');
    case 'no-such-delivery':
      return refusal(
        422,
        'Nothing was saved',
        'That copy is not on the public record of this letter; choose another, or none',
        'delivery',
      );
    case 'incomplete':
      return refusal(
        422,
        unsent,
        'Subject or text is missing in one of the languages; the page names them',
        'missing',
      );
    case 'too-many':
      return refusal(422, unsent, `Choose at most ${mostTesters} members of the team`, 'testers');
    case 'nobody-there':
      return refusal(
        409,
        unsent,
        'Your mailbox takes no mail from here at the moment. Choose somebody else as well, or ask whoever runs the installation.',
      );
    case 'draft-letter':
      return refusal(409, unsent, 'The letter is a draft; nobody has signed it. Publish it first.');
    case 'second-person':
      return refusal(
        409,
        unsent,
        'You changed it last, and somebody else may approve it. Ask them to look at it.',
      );
    case 'count-mismatch':
      return refusal(
        422,
        unsent,
        'The number you typed is not the number of people. Type it as it stands above the field',
        'confirm',
      );
    case 'count-changed':
      return refusal(
        409,
        unsent,
        'The number of people has changed while you looked, because somebody unsubscribed or withdrew. The page shows the new number; approve again.',
      );
    case 'nobody':
      return refusal(
        409,
        unsent,
        'Nobody would get it. Put it on the public timeline if it shall be read there.',
      );
    default:
      throw new Error(reason satisfies never);
  }
}
