const labels: Record<string, string> = {
  title: 'Title',
  summary: 'Summary',
  'letterhead.name': 'Letterhead',
  'letterhead.lines': 'Lines below the letterhead',
  place: 'Place',
  date: 'Date',
  addressee: 'Addressee',
  addresseeShort: 'Addressee in a few words',
  subject: 'Re: subject',
  salutation: 'Salutation',
  requestsIntroduction: 'Words before the requests',
  signOff: 'Sign-off',
  contact: 'Contact',
  introduction: 'Introduction',
};

const items: Record<string, string> = {
  paragraphs: 'Paragraph',
  requests: 'Request',
  closing: 'Closing paragraph',
  notes: 'Note',
  sections: 'Section',
  timeline: 'Entry of the timeline',
  sources: 'Source',
  questions: 'Question',
};

const lists: Record<string, string> = { timeline: 'Entries of the timeline' };

/** The controls of an item of the background, by their names. */
const parts: Record<string, string> = {
  id: 'name',
  heading: 'heading',
  paragraphs: 'paragraphs',
  date: 'date',
  sourceId: 'source',
  title: 'title',
  publisher: 'publisher',
  question: 'question',
  answer: 'answer',
};

/** What people call the field at a path: "Title", "Request 3", "Note 2", "Section 1: heading". */
export function textLabel(path: string): string {
  const [list = '', index, part = ''] = path.split('.');
  const known = labels[path] ?? labels[list];
  if (known) return known;
  const item = items[list];
  if (!item) return path;
  if (index === undefined) return lists[list] ?? `${item}s`;
  const name = `${item} ${Number(index) + 1}`;
  return parts[part] && list !== 'notes' ? `${name}: ${parts[part]}` : name;
}
