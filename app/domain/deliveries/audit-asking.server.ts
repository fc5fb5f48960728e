import type { Transaction } from '~/db/client.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

type Asked = {
  id: string;
  letterId: string;
  target: string | null;
  names: number;
  addendum: boolean;
  anew: boolean;
};

/** Who asked the worker to freeze what, with a figure and no name. */
export function auditAsking(trx: Transaction, asked: Asked, actor: Actor) {
  const { id, letterId, target, names, addendum, anew } = asked;
  return recordAudit(trx, {
    actor,
    action: 'delivery.preparation-asked',
    letterId,
    object: { kind: 'delivery', id },
    details: {
      ...(target && { target }),
      names,
      ...(addendum && { addendum }),
      ...(anew && { anew }),
    },
  });
}
