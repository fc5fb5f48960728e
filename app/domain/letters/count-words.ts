/** A letter that is read to its end has at most so many words; more than `most` is too long. */
export const wordTarget = { aim: 450, most: 500 };

/** Names of the controls whose words a reader of the letter reads; notes and addresses are not among them. */
export function countsAsWords(name: string): boolean {
  return /^(salutation|requestsIntroduction|signOff|(paragraphs|requests|closing)\.\d+)$/.test(
    name,
  );
}

/** Words between spaces that have a letter or digit; marks of notes and addresses of links have none. */
export function countWords(texts: readonly string[]): number {
  return texts
    .map((text) => text.replaceAll(/\[\^[^\]]*\]/g, ' ').replaceAll(/\]\([^)]*\)/g, '] '))
    .flatMap((text) => text.split(/\s+/))
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

type Countable = {
  salutation: string;
  paragraphs: string[];
  requestsIntroduction: string;
  requests: string[];
  closing: string[];
  signOff: string;
};

/** The words of a letter from its salutation to its sign-off. */
export function countLetterWords(letter: Countable): number {
  const { salutation, paragraphs, requestsIntroduction, requests, closing, signOff } = letter;
  const words = [salutation, ...paragraphs, requestsIntroduction, ...requests, ...closing, signOff];
  return countWords(words);
}
