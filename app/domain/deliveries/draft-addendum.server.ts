import type { Context } from '~/context.server';
import { listSequence } from '~/db/delivery-places.server';
import { listNamedWithdrawn } from '~/db/signatures.server';
import type { WithdrawnName } from '../letters/letter-snapshot';
import type { TakenSnapshot } from '../letters/take-snapshot.server';
import { publicDeliveryStates } from './delivery';
import { unsealSnapshot } from './sealed-delivery.server';

type Place = { targetId: string; versionId: string; sequence: number };

/**
 * Makes of a snapshot of everything what a target has not been told yet: names and organisations
 * that were added since its last copy under this version, and those in its copies that are gone.
 * People are named as withdrawn only where they withdrew; of who was erased, hid the name or was made
 * invalid the addendum says which entry is void. Null when nothing changed.
 */
export async function draftAddendum(
  ctx: Context,
  taken: TakenSnapshot,
  place: Place,
): Promise<TakenSnapshot | null> {
  const { snapshot } = taken;
  const copies = await listSequence(ctx.db, place, publicDeliveryStates);
  const last = copies.at(-1);
  if (!last) return null;
  const named = new Map<string, WithdrawnName>();
  const organisations = new Map<string, string>();
  for (const copy of copies) {
    const frozen = unsealSnapshot(ctx, copy.id, copy.sealed_snapshot);
    for (const id of frozen.withdrawnIds ?? []) {
      named.delete(id);
      organisations.delete(id);
    }
    for (const [index, id] of frozen.signatureIds.entries()) {
      const name = frozen.snapshot.signatories[index]?.name ?? null;
      named.set(id, { copy: copy.sequence, number: index + 1, name });
    }
    for (const [index, id] of frozen.endorsementIds.entries()) {
      organisations.set(id, frozen.snapshot.endorsements[index]?.organisation ?? '');
    }
  }
  const people = added(taken.signatureIds, snapshot.signatories, named);
  const joined = added(taken.endorsementIds, snapshot.endorsements, organisations);
  const standing = new Set([...taken.signatureIds, ...taken.endorsementIds]);
  const gone = [...named].filter(([id]) => !standing.has(id));
  const left = [...organisations].filter(([id]) => !standing.has(id));
  if (people.ids.length + joined.ids.length + gone.length + left.length === 0) return null;
  const withdrew = await listNamedWithdrawn(
    ctx.db,
    gone.map(([id]) => id),
  );
  return {
    ...taken,
    signatureIds: people.ids,
    endorsementIds: joined.ids,
    withdrawnIds: [...gone, ...left].map(([id]) => id),
    snapshot: {
      ...snapshot,
      signatories: people.rows,
      endorsements: joined.rows,
      previousCopy: null,
      addendum: {
        number: place.sequence,
        previousAt: (last.accepted_at ?? last.updated_at).toISOString(),
        namedInAll: taken.signatureIds.length,
        organisationsInAll: taken.endorsementIds.length,
        withdrawn: gone.map(([id, one]) => (withdrew.has(id) ? one : { ...one, name: null })),
        withdrawnOrganisations: left.map(([, name]) => name),
      },
    },
  };
}

function added<Row>(ids: string[], rows: Row[], known: ReadonlyMap<string, unknown>) {
  const fresh = ids.flatMap((id, index) => {
    const row = rows[index];
    return known.has(id) || row === undefined ? [] : [{ id, row }];
  });
  return { ids: fresh.map(({ id }) => id), rows: fresh.map(({ row }) => row) };
}
