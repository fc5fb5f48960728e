import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { CompactObjects, crossReferences } from '~/documents/compact-objects.server';
import { documentFont, type FontKey, fontKeys } from '~/documents/document-fonts.server';
import { unknownNumber } from '~/documents/fill-signature.server';
import { layOutWord, type WordLayout } from '~/documents/lay-out-word.server';
import { escapeXml } from '~/primitives/escape-xml';

export type PdfFacts = {
  title: string;
  author: string;
  subject: string;
  language: string;
  /** Creation and modification date alike, so that the same content gives the same bytes. */
  madeAt: Date;
  /** Any digest of the content; the document's ID is derived from it. */
  digest: string;
};

/** What a stretch of text stands for, and its language where it is not the one around it. */
export type Meaning = { actual?: string; lang?: string };

type InnardReference = { id: number; end(): void };

/** What pdfkit keeps to itself and this class relies on; the tests read what comes of it. */
type Innards = {
  _write(data: string | Buffer): void;
  _font: { layoutRun(text: string): WordLayout };
  _offsets: (number | null)[];
  _offset: number;
  _info: { toString(): string };
  _id: Buffer;
  ref(data: Record<string, unknown>): InnardReference;
  page: { annotations: InnardReference[]; dictionary: InnardReference };
  _root: { data: Record<string, unknown>; toString(): string };
};

const producer = 'Undersigned';

/**
 * An empty A4 document after PDF/A-2a (ISO 19005-2): tagged, with a language, its title shown, its
 * colours those of sRGB, with the fonts of documents registered by their keys. It carries no scripts,
 * actions or files, and of annotations only the unseen field of a signature. Its structure tree is
 * packed into object streams, since pdfkit writes every element as a loose object.
 */
export class TaggedPdf extends PDFDocument {
  private objects: CompactObjects | null = null;
  private finished = false;
  private meaning: Meaning | null = null;
  private signature: InnardReference | null = null;

  constructor(private readonly facts: PdfFacts) {
    super({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      font: '',
      fontLayoutCache: false,
      pdfVersion: '1.7',
      subset: 'PDF/A-2a',
      tagged: true,
      lang: facts.language,
      displayTitle: true,
      info: {
        Title: facts.title,
        Author: facts.author,
        Subject: facts.subject,
        Producer: producer,
        Creator: producer,
        CreationDate: facts.madeAt,
        ModDate: facts.madeAt,
        Keywords: facts.digest,
      },
    } as PDFKit.PDFDocumentOptions);
    this.objects = new CompactObjects({
      write: (data) => this.writePlain(data),
      addStream: (entries, content) => this.addStream(entries, content),
    });
    for (const key of fontKeys) this.lendFont(key);
  }

  /** pdfkit draws with the layouts that measured the text, instead of shaping each word again. */
  private lendFont(key: FontKey): void {
    this.registerFont(key, documentFont(key).data);
    this.font(key);
    this.innards._font.layoutRun = (word) => layOutWord(key, word);
  }

  /** Text that `draw` puts on the page and that copies out and is spoken as `meaning` says. */
  withMeaning(meaning: Meaning, draw: () => void): void {
    this.meaning = meaning;
    draw();
    this.meaning = null;
  }

  /**
   * What text stands for is marked inside its text object (ISO 32000-1, 14.6.1): readers take the
   * place of the text from the coordinates that hold where the mark ends.
   */
  override addContent(data: string): this {
    const { meaning } = this;
    this.meaning = null;
    if (meaning !== null && data === 'ET') this.endMarkedContent();
    super.addContent(data);
    if (meaning !== null && data === 'BT') this.markContent('Span', meaning);
    this.meaning = meaning;
    return this;
  }

  /** Adds an unseen field on this page with room for a signature (PAdES) of so many bytes. */
  addSignature(name: string, bytes: number): void {
    const range = [0, unknownNumber, unknownNumber, unknownNumber];
    const { annotations, dictionary } = this.innards.page;
    this.signature = this.innards.ref({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: range,
      Contents: Buffer.alloc(bytes),
      Name: new String(name),
      M: this.facts.madeAt,
    });
    const field = this.innards.ref({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: new String('Signature'),
      TU: new String(name),
      F: 132,
      Rect: [0, 0, 0, 0],
      P: dictionary,
      V: this.signature,
    });
    annotations.push(field);
    this.innards._root.data.AcroForm = { Fields: [field], SigFlags: 3 };
    field.end();
    this.signature.end();
  }

  /** The offset of the object with the signature, once the file is written. */
  get signatureAt(): number | null {
    return this.signature ? (this.innards._offsets[this.signature.id - 1] ?? null) : null;
  }

  /** pdfkit would ask for fonts of a form that is filled in. */
  override endAcroForm(): this {
    return this;
  }

  private writePlain(data: string | Buffer): void {
    (PDFDocument.prototype as unknown as Innards)._write.call(this, data);
  }

  private get innards(): Innards {
    return this as unknown as Innards;
  }

  private addStream(entries: Record<string, string | number>, content: Buffer): number {
    const stream = this.ref(entries);
    stream.end(content);
    return stream.id;
  }

  /** pdfkit sends every piece of the file through here. */
  _write(data: string | Buffer): void {
    if (this.objects) this.objects.write(data);
    else this.writePlain(data);
  }

  /** pdfkit calls this when the last object has been written. */
  _finalize(): void {
    if (this.finished || !this.objects) return;
    this.finished = true;
    this.objects.flush();
    const { _offsets, _offset, _root, _info, _id } = this.innards;
    const number = _offsets.length + 1;
    const table = deflateSync(crossReferences([..._offsets, _offset], this.objects.places));
    const id = `<${_id.toString('hex')}>`;
    this.writePlain(`${number} 0 obj`);
    this.writePlain(
      `<< /Type /XRef /Size ${number + 1} /W [1 4 2] /Root ${_root} /Info ${_info}` +
        ` /ID [${id} ${id}] /Filter /FlateDecode /Length ${table.length} >>\nstream`,
    );
    this.writePlain(table);
    this.writePlain(`\nendstream\nendobj\nstartxref\n${_offset}\n%%EOF`);
    this.push(null);
  }

  /** pdfkit calls this for the XMP packet; its own version puts a title with `&` or `<` in raw. */
  _addInfo(): void {
    const { title, author, subject, language, madeAt, digest } = this.facts;
    const moment = `${madeAt.toISOString().slice(0, 19)}Z`;
    const alt = (text: string) =>
      `<rdf:Alt><rdf:li xml:lang="x-default">${metadataText(text)}</rdf:li></rdf:Alt>`;
    this.appendXML(`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title>${alt(title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>${metadataText(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>${alt(subject)}</dc:description>
<dc:language><rdf:Bag><rdf:li>${metadataText(language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${moment}</xmp:CreateDate><xmp:ModifyDate>${moment}</xmp:ModifyDate>
<xmp:CreatorTool>${producer}</xmp:CreatorTool>
<pdf:Producer>${producer}</pdf:Producer><pdf:Keywords>${metadataText(digest)}</pdf:Keywords>
</rdf:Description>`);
  }
}

function metadataText(text: string): string {
  return escapeXml(text.replace(/[\p{Cc}\p{Cs}\p{Cn}]+/gu, ' '));
}
