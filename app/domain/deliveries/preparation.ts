import type { Channel } from '../letters/letter-view';
import type { DraftRefusal } from './draft-delivery.server';

/** Above so many names a copy is frozen by the worker; up to it while somebody waits for the page. */
export const namesForTheWorker = 5_000;

/** Why nothing came of what the worker was asked to freeze; `fault` after three attempts. */
export type PreparationRefusal =
  | DraftRefusal
  | 'already-sent'
  | 'not-open'
  | 'other-text'
  | 'fault';

/** What the worker is asked to freeze; nothing of it has been sent, nor is. */
export type PreparationView = {
  /** Of the delivery that comes of it, or is frozen anew. */
  deliveryId: string;
  state: 'waiting' | 'running' | 'refused';
  reason: PreparationRefusal | null;
  anew: boolean;
  addendum: boolean;
  /** Null where the target was removed meanwhile. */
  addressee: string | null;
  channel: Channel | null;
  /** How many would be named when it was asked for. */
  names: number;
  /** ISO 8601 in UTC. */
  requestedAt: string;
  requestedBy: string;
};
