import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type PdfValue = null | boolean | number | string | PdfValue[] | PdfDictionary;
export type PdfDictionary = { [key: string]: PdfValue };
type Stored = { value?: PdfValue; stream?: { dict: PdfDictionary; data?: string } };

/** What qpdf says about a file it finds nothing wrong with; a warning throws. */
export function qpdf(pdf: Buffer, options: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-qpdf-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, pdf);
    const said = spawnSync('qpdf', [...options, file], {
      encoding: 'utf8',
      maxBuffer: 512 * 1024 * 1024,
    });
    if (said.error) throw new Error('qpdf is needed to check PDFs: apt-get install qpdf');
    if (said.status !== 0) throw new Error(`qpdf: ${said.stderr}${said.stdout}`);
    return said.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The objects of a PDF as qpdf reads them: names begin with `/`, text with `u:`, bytes with `b:`. */
export class PdfObjects {
  readonly trailer: PdfDictionary;
  private readonly objects: Record<string, Stored>;

  constructor(pdf: Buffer) {
    const options = ['--json=2', '--json-stream-data=inline', '--decode-level=generalized'];
    const read: { qpdf: [unknown, Record<string, Stored>] } = JSON.parse(qpdf(pdf, options));
    this.objects = read.qpdf[1];
    this.trailer = this.objects.trailer?.value as PdfDictionary;
  }

  /** A value, or what it refers to; of a stream its dictionary. */
  at(value: PdfValue | undefined): PdfValue | undefined {
    if (typeof value !== 'string' || !/^\d+ \d+ R$/.test(value)) return value;
    const stored = this.objects[`obj:${value}`];
    return stored?.stream ? stored.stream.dict : this.at(stored?.value);
  }

  dictionary(value: PdfValue | undefined): PdfDictionary {
    const found = this.at(value);
    if (typeof found !== 'object' || found === null || Array.isArray(found)) {
      throw new Error(`${JSON.stringify(value)} is no dictionary`);
    }
    return found;
  }

  list(value: PdfValue | undefined): PdfValue[] {
    const found = this.at(value);
    return Array.isArray(found) ? found : [];
  }

  bytes(reference: PdfValue | undefined): Buffer {
    const stream = this.objects[`obj:${reference}`]?.stream;
    if (stream?.data === undefined) throw new Error(`${reference} is no stream`);
    return Buffer.from(stream.data, 'base64');
  }

  /** Every dictionary of the file, those inside others too. */
  *dictionaries(): Generator<PdfDictionary> {
    for (const { value, stream } of Object.values(this.objects)) {
      yield* dictionariesIn(stream ? stream.dict : (value ?? null));
    }
  }
}

function* dictionariesIn(value: PdfValue): Generator<PdfDictionary> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const part of Object.values(value)) yield* dictionariesIn(part);
}
