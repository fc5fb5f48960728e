import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { SignatureToReturn } from '~/db/invalidation-items.server';
import { giveState, takeOut } from '~/db/invalidation-items.server';
import type { InvalidationRow } from '~/db/invalidations.server';
import {
  type LockedSignature,
  setDuplicateOf,
  setHold,
  setListHidden,
} from '~/db/selection-items.server';
import { publicColumns, unsealSignatory } from '../signatures/sealed-signatory.server';
import type { SignatureState, SignatureVisibility } from '../signatures/signature';
import { askSelectedAgain } from './ask-selected-again.server';
import type { SelectionAction, SkipReason } from './selection';

type Skipped = ReadonlyMap<string, SkipReason>;

export type SelectionAct = {
  /** How many signatures a batch takes, where it is not the usual number. */
  batch?: number;
  /** Does it with locked signatures that permit it, and says which it left out after all. */
  apply(
    ctx: Context,
    trx: Transaction,
    row: InvalidationRow,
    signatures: LockedSignature[],
  ): Promise<Skipped>;
  /** Undoes it for locked signatures that still are as it left them. */
  revert?(ctx: Context, trx: Transaction, signatures: SignatureToReturn[]): Promise<void>;
};

const none: Skipped = new Map();

function idsOf(signatures: readonly { id: string }[]): string[] {
  return signatures.map(({ id }) => id);
}

/** Their columns in another state, with what their owners made public. */
function inState(
  ctx: Context,
  signatures: readonly { id: string; visibility: string; sealed: Buffer }[],
  stateOf: (id: string) => SignatureState,
) {
  return signatures.map((signature) => {
    const state = stateOf(signature.id);
    const visibility = signature.visibility as SignatureVisibility;
    const person = unsealSignatory(ctx, signature);
    return { id: signature.id, state, ...publicColumns(state, visibility, person) };
  });
}

async function returnToList(
  ctx: Context,
  trx: Transaction,
  signatures: SignatureToReturn[],
): Promise<void> {
  const out = signatures.filter(({ state }) => state === 'invalidated');
  const before = new Map(out.map((one) => [one.id, one.previous_state as SignatureState]));
  await giveState(
    trx,
    inState(ctx, out, (id) => before.get(id) ?? 'invalidated'),
  );
  await setDuplicateOf(trx, idsOf(out), null);
}

async function leaveOut(
  _ctx: Context,
  trx: Transaction,
  row: InvalidationRow,
  signatures: LockedSignature[],
): Promise<Skipped> {
  const original = row.duplicate_of;
  const ids = idsOf(signatures).filter((id) => id !== original);
  await takeOut(trx, ids);
  if (original) await setDuplicateOf(trx, ids, original);
  const kept = signatures.some(({ id }) => id === original);
  return kept && original ? new Map([[original, 'original']]) : none;
}

function listHidden(hidden: boolean): SelectionAct {
  return {
    async apply(_ctx, trx, _row, signatures) {
      await setListHidden(trx, idsOf(signatures), hidden);
      return none;
    },
    async revert(_ctx, trx, signatures) {
      const asLeft = signatures.filter((signature) => signature.hidden === hidden);
      await setListHidden(trx, idsOf(asLeft), !hidden);
    },
  };
}

/** What is done with a batch of signatures, and how it is undone. */
export const selectionActs: Record<SelectionAction, SelectionAct> = {
  accept: {
    async apply(ctx, trx, _row, signatures) {
      await giveState(
        trx,
        inState(ctx, signatures, () => 'confirmed'),
      );
      await setHold(trx, idsOf(signatures), false);
      return none;
    },
    async revert(ctx, trx, signatures) {
      const accepted = signatures.filter(({ state }) => state === 'confirmed');
      await giveState(
        trx,
        inState(ctx, accepted, () => 'held'),
      );
      await setHold(trx, idsOf(accepted), true);
    },
  },
  'take-out': { apply: leaveOut, revert: returnToList },
  duplicate: { apply: leaveOut, revert: returnToList },
  hide: listHidden(true),
  unhide: listHidden(false),
  resend: { batch: 25, apply: askSelectedAgain },
};
