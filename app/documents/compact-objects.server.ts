/** Of a packed object the number of its stream times this, plus its place in the stream. */
const placeFactor = 256;
const objectsInStream = 200;
const header = /^(\d+) 0 obj$/;
/** Only the structure tree is packed: many small objects that readers need rarely and together. */
const packable = /^<<\n\/S \//;

type Outlet = {
  write(data: string | Buffer): void;
  /** Writes a stream object with these entries and gives its number. */
  addStream(entries: Record<string, string | number>, content: Buffer): number;
};

/**
 * Sorts the objects of a PDF on their way out: those of the structure tree are gathered into
 * compressed object streams (ISO 32000-1, 7.5.7), which makes a tagged list of thousands a
 * fraction of its size; all others pass unchanged. Expects what pdfkit writes: the header, the
 * dictionary, perhaps a stream, and `endobj`, each in a call of its own.
 */
export class CompactObjects {
  /** Where packed objects lie; a plain number each, since there may be hundreds of thousands. */
  readonly places = new Map<number, number>();
  private held: { number: number; header: string; dictionary: string | null } | null = null;
  private waiting: { number: number; dictionary: string }[] = [];

  constructor(private readonly outlet: Outlet) {}

  write(data: string | Buffer): void {
    const number = typeof data === 'string' ? header.exec(data)?.[1] : undefined;
    if (!this.held && number !== undefined) {
      this.held = { number: Number(number), header: String(data), dictionary: null };
    } else if (this.held?.dictionary === null && typeof data === 'string' && packable.test(data)) {
      this.held.dictionary = data;
    } else if (this.held?.dictionary && data === 'endobj') {
      this.waiting.push({ number: this.held.number, dictionary: this.held.dictionary });
      this.held = null;
      if (this.waiting.length >= objectsInStream) this.flush();
    } else {
      this.release();
      this.outlet.write(data);
    }
  }

  /** Writes what has been gathered. */
  flush(): void {
    const objects = this.waiting;
    this.waiting = [];
    if (objects.length === 0) return;
    let offset = 0;
    const directory = objects.map(({ number, dictionary }) => {
      const entry = `${number} ${offset}`;
      offset += dictionary.length + 1;
      return entry;
    });
    const first = `${directory.join(' ')}\n`;
    const content = `${first}${objects.map(({ dictionary }) => `${dictionary}\n`).join('')}`;
    const stream = this.outlet.addStream(
      { Type: 'ObjStm', N: objects.length, First: first.length },
      Buffer.from(content, 'latin1'),
    );
    for (const [index, { number }] of objects.entries()) {
      this.places.set(number, stream * placeFactor + index);
    }
  }

  private release(): void {
    const { held } = this;
    if (!held) return;
    this.held = null;
    this.outlet.write(held.header);
    if (held.dictionary !== null) this.outlet.write(held.dictionary);
  }
}

/**
 * The cross-reference stream (ISO 32000-1, 7.5.8) for objects 1 to n: of each its offset in the
 * file, or its place in an object stream. Seven bytes an entry, fields of 1, 4 and 2 bytes.
 */
export function crossReferences(
  offsets: readonly (number | null)[],
  places: ReadonlyMap<number, number>,
): Buffer {
  const table = Buffer.alloc((offsets.length + 1) * 7);
  table.writeUInt16BE(0xffff, 5);
  for (const [index, offset] of offsets.entries()) {
    const at = (index + 1) * 7;
    const place = places.get(index + 1);
    const packed = place !== undefined;
    table.writeUInt8(packed ? 2 : 1, at);
    table.writeUInt32BE(packed ? Math.floor(place / placeFactor) : (offset ?? 0), at + 1);
    table.writeUInt16BE(packed ? place % placeFactor : 0, at + 5);
  }
  return table;
}
