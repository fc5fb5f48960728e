export type FeedEntry = {
  /** Never changes, and belongs to this entry alone (an IRI). */
  id: string;
  title: string;
  text: string;
  /** ISO 8601 in UTC. */
  updated: string;
  link: string;
};

/** What is on record about a letter in one language, for readers that follow it. */
export type LetterFeed = {
  id: string;
  language: string;
  title: string;
  author: string;
  /** Where the feed is, and the page that it is about. */
  self: string;
  link: string;
  entries: [FeedEntry, ...FeedEntry[]];
};
