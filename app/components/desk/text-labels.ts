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

/** What people call the field at a path: "Title", "Request 3", "Note 2". */
export function textLabel(path: string): string {
  const [list = '', index] = path.split('.');
  const known = labels[path] ?? labels[list];
  if (known) return known;
  const item = items[list];
  if (!item) return path;
  return index === undefined ? `${item}s` : `${item} ${Number(index) + 1}`;
}
