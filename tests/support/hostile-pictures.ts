import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A white picture of one bit a pixel: a few kilobytes that unpack to very much. */
export function pictureBomb(side: number, ...extra: Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))));
  const end = [chunk('IDAT', rows), chunk('IEND', Buffer.of())];
  return Buffer.concat([signature, chunk('IHDR', header), ...extra, ...end]);
}

/** A text of a hundred megabytes behind a picture of sixteen pixels. */
export function textBomb(): Buffer {
  const words = deflateSync(Buffer.alloc(100 * 1024 * 1024));
  return pictureBomb(
    16,
    chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), words])),
  );
}

/** The head of a JPEG that says it is 30,000 pixels wide and high, and little behind it. */
export function wideJpeg(): Buffer {
  const frame = Buffer.from('ffc00011087530753003012200021101031101', 'hex');
  const head = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  return Buffer.concat([head, frame, randomBytes(200), Buffer.from('ffd9', 'hex')]);
}

export function noise(width: number, height: number) {
  const raw = { width, height, channels: 3 as const };
  return sharp(randomBytes(width * height * 3), { raw });
}

/** Sixty pictures one after the other in one file. */
export function animation(): Promise<Buffer> {
  const [width, pageHeight, pages] = [500, 500, 60];
  const colours = Buffer.alloc(width * pageHeight * pages * 3, 90);
  for (let page = 0; page < pages; page += 1) colours[page * width * pageHeight * 3] = page;
  const raw = { width, height: pageHeight * pages, channels: 3 as const, pageHeight };
  return sharp(colours, { raw }).webp({ effort: 0 }).toBuffer();
}
