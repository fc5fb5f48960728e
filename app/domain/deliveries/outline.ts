import type { LetterSnapshot } from '../letters/letter-snapshot';
import type { Place, TakenSnapshot } from '../letters/take-snapshot.server';

/**
 * What a delivery keeps of its frozen documents besides them: everything but the names, so that its
 * page and its sending need not open them, however many names there are.
 */
export type Outline = {
  snapshot: Omit<LetterSnapshot, 'signatories'>;
  endorsementIds: string[];
  /** Missing in copies from before it was kept. */
  place?: Place;
  /** The plain text part of the mail. */
  text: string;
  /** In bytes; no mail for a copy by hand, post or fax. */
  size: { pdf: number; mail: number };
  /** What was found in the bytes of the PDF, and whether figures and lists of the snapshot agree. */
  found: { fonts: number; embedded: number; readable: boolean; agree: boolean };
};

export type Frozen = { outline: Outline; marks: Buffer };

/** The outline of a snapshot: all of it without the names. */
export function withoutNames({ snapshot }: TakenSnapshot): Outline['snapshot'] {
  const { signatories: _names, ...rest } = snapshot;
  return rest;
}
