import { type LetterText, letterTextSchema } from './letter';
import type { LetterDraft } from './letter-draft';

const gap = '[…]';

/** A draft with a mark where something is missing, so that it can be shown as it would be printed. */
export function fillDraft(draft: LetterDraft, today: string): LetterText {
  const fill = (text: string) => (text.trim() === '' ? gap : text);
  const fillAll = (texts: string[]) => texts.map(fill);
  const atLeastOne = (texts: string[]) => (texts.length > 0 ? fillAll(texts) : [gap]);
  const { date } = letterTextSchema.shape;
  return {
    title: fill(draft.title),
    summary: fill(draft.summary),
    letterhead: { name: fill(draft.letterhead.name), lines: draft.letterhead.lines },
    place: fill(draft.place),
    date: date.safeParse(draft.date).success ? draft.date : today,
    addressee: atLeastOne(draft.addressee),
    addresseeShort: fill(draft.addresseeShort),
    subject: fill(draft.subject),
    salutation: fill(draft.salutation),
    paragraphs: atLeastOne(draft.paragraphs),
    requestsIntroduction: fill(draft.requestsIntroduction),
    requests: atLeastOne(draft.requests),
    closing: fillAll(draft.closing),
    signOff: fill(draft.signOff),
    contact: draft.contact,
    notes: draft.notes.map(({ id, text, url }) => ({
      id: fill(id),
      text: fill(text),
      ...(url && isSecureAddress(url) && { url }),
    })),
  };
}

/** Only such an address becomes a link, in a draft as in what is public. */
function isSecureAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}
