import type { findDeliveryDocuments } from '~/db/deliveries.server';

type Sealed = NonNullable<Awaited<ReturnType<typeof findDeliveryDocuments>>>;

/** What can be fetched in a room besides the letter: its PDF, and its annex where that is a file. */
export type RoomDocument = 'pdf' | 'annex';

/** The sealed bytes of a document of the delivery; null where it has none. */
export function sealedDocument(sealed: Sealed, document: RoomDocument): Buffer | null {
  const found = Object.entries(sealed).find(([column]) => column === `sealed_${document}`)?.[1];
  return found ?? null;
}

/** The documents that a delivery has. */
export function listRoomDocuments(sealed: Sealed): RoomDocument[] {
  return (['pdf', 'annex'] as const).filter((document) => sealedDocument(sealed, document));
}
