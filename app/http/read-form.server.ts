export type FormFields = Record<string, string>;

/** The bound of one uploaded file; the whole body is bounded before it gets here. */
export const largestFileBytes = 2 * 1024 * 1024;
const fewFields = 100;

function refuse(status: 400 | 413 | 415): never {
  throw new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });
}

/** Without a prototype, a field called `constructor` or `__proto__` is only a field. */
function newFields(): FormFields {
  return Object.create(null) as FormFields;
}

function mediaType(request: Request): string {
  return (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

async function readEntries(request: Request): Promise<Iterable<[string, FormDataEntryValue]>> {
  const type = mediaType(request);
  try {
    if (type === 'application/x-www-form-urlencoded') {
      return new URLSearchParams(await request.text());
    }
    if (type === 'multipart/form-data') return await request.formData();
    if (type === '' && (await request.text()) === '') return [];
  } catch {
    // A missing boundary, a cut-off part, a body that ended early: the sender's mistake, not ours.
    refuse(400);
  }
  return refuse(415);
}

function collectFields(entries: [string, FormDataEntryValue][]): FormFields {
  const fields = newFields();
  for (const [name, value] of entries) {
    // Duplicate names must never let a later value change what an earlier check has seen.
    if (typeof value === 'string' && !(name in fields)) fields[name] = value.replaceAll('\0', '');
  }
  return fields;
}

async function readBody(
  request: Request,
  most = fewFields,
): Promise<[string, FormDataEntryValue][]> {
  const entries = [...(await readEntries(request))];
  return entries.length > most ? refuse(400) : entries;
}

/**
 * The text fields of a urlencoded or multipart form: the first value of each name wins, NUL
 * characters are removed, files are left out. Throws a Response: 400 malformed or too many fields
 * (over 100, where the caller does not say), 415 another media type.
 */
export async function readForm(request: Request, mostFields?: number): Promise<FormFields> {
  return collectFields(await readBody(request, mostFields));
}

/**
 * All text fields in their order, repeated names too, to hand them on as they are; and whether
 * there were files, which are left out. Throws like `readForm`.
 */
export async function readAllFields(
  request: Request,
): Promise<{ entries: [string, string][]; files: boolean }> {
  const all = await readBody(request);
  const entries: [string, string][] = [];
  for (const [name, value] of all) {
    if (typeof value === 'string') entries.push([name, value.replaceAll('\0', '')]);
  }
  const files = all.some(([, value]) => typeof value !== 'string' && value.size > 0);
  return { entries, files };
}

/** The fields by their names, the first of each. */
export function firstOfEach(entries: [string, string][]): FormFields {
  return collectFields(entries);
}

/**
 * Like `readForm`, with the bytes of the first file under `fileField`; an empty file input counts
 * as no file. Throws a Response 413 for a file over 2 MB.
 */
export async function readFormWithFile(
  request: Request,
  fileField: string,
): Promise<{ fields: FormFields; file: Buffer | null }> {
  const entries = await readBody(request);
  const fields = collectFields(entries);
  const found = entries.find(([name, value]) => name === fileField && typeof value !== 'string');
  const upload = found?.[1];
  if (!upload || typeof upload === 'string' || upload.size === 0) return { fields, file: null };
  if (upload.size > largestFileBytes) refuse(413);
  return { fields, file: Buffer.from(await upload.arrayBuffer()) };
}

/** Like `readForm`, with the bytes of every file under `fileField`, in their order; empty ones are left out. */
export async function readFormWithFiles(
  request: Request,
  fileField: string,
): Promise<{ fields: FormFields; files: Buffer[] }> {
  const entries = await readBody(request);
  const uploads = entries.flatMap(([name, value]) =>
    name === fileField && typeof value !== 'string' && value.size > 0 ? [value] : [],
  );
  const files: Buffer[] = [];
  for (const upload of uploads) files.push(Buffer.from(await upload.arrayBuffer()));
  return { fields: collectFields(entries), files };
}

/**
 * Like `readForm`, with every value of one field that may be there many times, such as the ticked
 * boxes of a table; at most `most` of them.
 */
export async function readFormWithTicks(
  request: Request,
  tick: string,
  most: number,
): Promise<{ fields: FormFields; ticks: string[] }> {
  const entries = await readBody(request, fewFields + most);
  const ticked = entries.filter(([name]) => name === tick);
  if (ticked.length > most) refuse(400);
  return {
    fields: collectFields(entries.filter(([name]) => name !== tick)),
    ticks: ticked.flatMap(([, value]) => (typeof value === 'string' ? value : [])),
  };
}
