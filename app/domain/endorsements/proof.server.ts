/** Kinds of files that are kept as proof, told by their first bytes, not by their name. */
export type ProofFileType = 'application/pdf' | 'image/png' | 'image/jpeg';

/** What an organiser notes about how an organisation agreed; empty where there is nothing to say. */
export type ProofNotes = { authorisedBy: string; note: string };

export type Proof = ProofNotes & { file: Buffer | null };

const signatures: [ProofFileType, Buffer][] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['image/jpeg', Buffer.from('ffd8ff', 'hex')],
];

/** The type of a file by its first bytes (RFC 8118, PNG 3rd ed. 5.2, ITU T.81), or null. */
export function proofFileType(file: Buffer): ProofFileType | null {
  const found = signatures.find(([, start]) => file.subarray(0, start.length).equals(start));
  return found ? found[0] : null;
}
