import type { Keyring } from '~/primitives/keyring.server';
import { type AddressStem, readSealedAddress, sealedAddressOf } from './sealed-address.server';

const scope = 'return-path';

/** The envelope sender of one message (VERP); `id` is the message's uuid. */
export function returnPathOf(keyring: Keyring, address: AddressStem, id: string): string {
  return sealedAddressOf(keyring, scope, address, id);
}

/** The uuid of the message that a return path names; null unless this installation wrote it. */
export function readReturnPath(
  keyring: Keyring,
  address: AddressStem,
  recipient: string,
): string | null {
  return readSealedAddress(keyring, scope, address, recipient);
}
