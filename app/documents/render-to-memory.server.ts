import { Writable } from 'node:stream';

/** What `write` writes as one Buffer, and what it says of it. */
export async function renderToMemory<Report>(
  write: (out: Writable) => Promise<Report>,
): Promise<{ bytes: Buffer; report: Report }> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const report = await write(out);
  return { bytes: Buffer.concat(chunks), report };
}
