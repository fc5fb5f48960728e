import { Readable } from 'node:stream';
import { Encrypter } from 'age-encryption';

/** Whether a text is somebody's public key for age: `age1…`, whole and unharmed. */
export function isAgeRecipient(text: string): boolean {
  if (!/^age1[a-z0-9]{20,}$/.test(text)) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** The pieces as a file that only the owner of the recipient's key opens (age-encryption.org/v1). */
export async function* encryptToRecipient(
  recipient: string,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const plain = Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>;
  const sealed = await encrypter.encrypt(plain);
  yield* Readable.fromWeb(sealed as unknown as Parameters<typeof Readable.fromWeb>[0]);
}
