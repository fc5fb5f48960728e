import type { Context } from '~/context.server';
import {
  listAuditOfSignature,
  listSelectionsOfSignature,
  listTokensOfSignature,
} from '~/db/signature-history.server';
import { nameActors } from '../organisers/name-actors.server';
import type { SelectionAction } from '../selections/selection';

/** Something that happened to a signature; `by` is an organiser's address, `operator` or `system`. */
export type HistoryEvent = { at: string; by: string | null } & (
  | { what: 'signed' | 'confirmed' | 'withdrawn' | 'address-erased' }
  | { what: 'asked'; outcome: 'used' | 'replaced' | 'expired' | 'open' }
  | { what: 'done' | 'undone'; action: SelectionAction; selectionId: string; byCriteria: boolean }
  | { what: 'audit'; action: string; details: Record<string, string | number | boolean | null> }
);

type Signature = {
  id: string;
  letter_id: string;
  signed_at: Date;
  confirmed_at: Date | null;
  withdrawn_at: Date | null;
  contact_erased_at: Date | null;
};

/**
 * What is known of the life of a signature, oldest first: its own times, the confirmations that were
 * asked for (without links and codes), what was done with many at once, and the audit log.
 */
export async function readSignatureHistory(ctx: Context, row: Signature): Promise<HistoryEvent[]> {
  const [tokens, selections, audit] = await Promise.all([
    listTokensOfSignature(ctx.db, row.id),
    listSelectionsOfSignature(ctx.db, row.id),
    listAuditOfSignature(ctx.db, row.letter_id, row.id),
  ]);
  const actors = audit.map((entry) => entry.organiser_id ?? entry.actor_kind);
  const name = await nameActors(ctx, [
    ...actors,
    ...selections.map(({ requested_by }) => requested_by),
  ]);
  const events: HistoryEvent[] = [];
  const add = (at: Date | null, event: (iso: string) => HistoryEvent) => {
    if (at) events.push(event(at.toISOString()));
  };
  add(row.signed_at, (at) => ({ at, by: null, what: 'signed' }));
  add(row.confirmed_at, (at) => ({ at, by: null, what: 'confirmed' }));
  add(row.withdrawn_at, (at) => ({ at, by: null, what: 'withdrawn' }));
  add(row.contact_erased_at, (at) => ({ at, by: 'system', what: 'address-erased' }));
  for (const token of tokens) {
    const ended = token.replaced_at ? 'replaced' : token.expired ? 'expired' : 'open';
    const outcome = token.used_at ? 'used' : ended;
    add(token.created_at, (at) => ({ at, by: null, what: 'asked', outcome }));
  }
  for (const one of selections) {
    const done = {
      by: name(one.requested_by),
      action: one.action as SelectionAction,
      selectionId: one.id,
      byCriteria: one.chosen_by === 'criteria',
    };
    add(one.invalidated_at, (at) => ({ ...done, at, what: 'done' }));
    add(one.undone_at, (at) => ({ ...done, at, what: 'undone' }));
  }
  for (const [index, entry] of audit.entries()) {
    const { action } = entry;
    const details = entry.details as Record<string, string | number | boolean | null>;
    const by = name(actors[index] ?? '');
    add(entry.at, (at) => ({ at, by, what: 'audit', action, details }));
  }
  return events.sort((one, other) => one.at.localeCompare(other.at));
}
