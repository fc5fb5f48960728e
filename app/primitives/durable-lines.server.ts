import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

const most = 64 * 1024;

/**
 * Appends lines to a file (mode 600, made when missing) and returns when they are on the disk.
 * Several processes may do so at once: lines stay whole, and one that a crash cut off is closed.
 */
export async function appendLines(file: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  await mkdir(dirname(file), { recursive: true });
  const isNew = (await sizeOf(file)) === 0;
  const handle = await open(file, 'a+', 0o600);
  try {
    let block = (await endsWhole(handle)) ? '' : '\n';
    for (const line of lines) {
      block += `${line}\n`;
      if (block.length < most) continue;
      await handle.appendFile(block);
      block = '';
    }
    if (block) await handle.appendFile(block);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (isNew) await syncFolder(dirname(file));
}

/** The lines of a file one by one; of a file that does not exist none. */
export async function* readLines(file: string): AsyncGenerator<string> {
  if ((await sizeOf(file)) === 0) return;
  const input = createReadStream(file, 'utf8');
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line) yield line;
  }
}

/** Bytes of a file; 0 when it does not exist. */
export async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return 0;
    throw error;
  }
}

async function endsWhole(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const last = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return last.buffer[0] === 0x0a;
}

/** The name of a new file is on the disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
