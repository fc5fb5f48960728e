/** What `/dev/mail.json` lists of a mail that did not leave. */
export type CapturedMail = {
  id: string;
  to: string;
  subject: string;
  /** ISO 8601, UTC. */
  receivedAt: string;
  links: string[];
  /** The six digits of a confirmation, without a gap. */
  code: string | null;
};

export type CapturedHead = Pick<CapturedMail, 'to' | 'subject' | 'links' | 'code'>;

const lengthBytes = 4;

/** One buffer of the head as JSON, led by its length, and the raw message. */
export function packCapture(head: CapturedHead, raw: Buffer): Buffer {
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, raw]);
}

/** The reverse of `packCapture`. */
export function unpackCapture(packed: Buffer): { head: CapturedHead; raw: Buffer } {
  const end = lengthBytes + packed.readUInt32BE();
  return {
    head: JSON.parse(packed.toString('utf8', lengthBytes, end)) as CapturedHead,
    raw: packed.subarray(end),
  };
}

export function captureSeal(id: string): string {
  return `captured-mail:${id}`;
}
