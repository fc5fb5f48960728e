import type { Context } from '~/context.server';
import {
  countDeliveryAttempts,
  type DeliveryRow,
  findDelivery,
  listTargets,
} from '~/db/deliveries.server';
import { listDeliveryEvents } from '~/db/delivery-events.server';
import { findOrganiser } from '~/db/organisers.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { usualNames } from '../letters/annex-names';
import type { Channel } from '../letters/letter-view';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import { countWithdrawnSince } from './count-withdrawn-since.server';
import { type DeliveryState, isOpen } from './delivery';
import type { DeliveryView } from './delivery-view';
import { dossierHashOf } from './dossier-hash.server';
import { findChangeSince } from './find-change-since.server';
import { summariseDelivery } from './list-deliveries.server';
import { listRecipients } from './list-recipients.server';
import type { Outline } from './outline';
import { readOutline } from './read-outline.server';
import { unsealTarget } from './sealed-delivery.server';
import { findSecondPerson } from './second-person.server';

/** Everything on record about one delivery; of another letter than `slug` it is not found. */
export async function readDelivery(
  ctx: Context,
  input: { id: string; slug?: string },
): Promise<Result<{ delivery: DeliveryView }, 'not-found'>> {
  const row = await findDelivery(ctx.db, input.id);
  const outline = row && (await readOutline(ctx, row.id));
  if (!row || !outline || (input.slug && row.slug !== input.slug)) {
    return { ok: false, reason: 'not-found' };
  }
  const { snapshot, place, size, text } = outline;
  const target = unsealTarget(ctx, { id: row.target_id, sealed: row.sealed_target });
  const addressed = { address: place?.address ?? target.address, copies: place?.copies ?? [] };
  const mailboxes = [addressed.address, ...addressed.copies];
  const [events, attempts, withdrawnSince, targets, more] = await Promise.all([
    listDeliveryEvents(ctx.db, row.id),
    countDeliveryAttempts(ctx.db, row.id),
    countWithdrawnSince(ctx, row),
    listTargets(ctx.db, row.letter_id),
    readDossier(ctx, row, snapshot, mailboxes),
  ]);
  const stored = (targets.find(({ id }) => id === row.target_id)?.locales ?? []) as Locale[];
  const locales = place?.locales ?? stored;
  return {
    ok: true,
    delivery: {
      ...summariseDelivery(row),
      slug: row.slug,
      letterTitle: snapshot.texts[snapshot.masterLocale].title,
      addressee: place?.addressee ?? row.addressee,
      to: addressed.address,
      copies: addressed.copies,
      ...more,
      locales,
      replyTo: place?.replyTo ?? null,
      names: place?.names ?? usualNames,
      addresseeLines: locales.map((locale) => ({
        locale,
        lines: snapshot.texts[locale].addressee,
      })),
      pdfBytes: size.pdf,
      messageBytes: size.mail,
      text,
      preparedBy: await nameOf(ctx, row.prepared_by),
      withdrawnSince,
      attempts,
      events: events.map((event) => ({
        state: event.state as DeliveryState,
        channel: event.channel as Channel,
        evidence: event.evidence,
        at: (event.happened_at ?? event.at).toISOString(),
      })),
    },
  };
}

/** What the dossier still needs, and what became of each recipient. */
async function readDossier(
  ctx: Context,
  row: DeliveryRow,
  snapshot: Outline['snapshot'],
  mailboxes: readonly string[],
) {
  const captured = row.state === 'captured';
  const dossierHash = dossierHashOf(row);
  const approved = row.approved_hash === dossierHash && row.approved_at !== null;
  const [recipients, secondPerson, changedSince, approvedBy] = await Promise.all([
    listRecipients(ctx, { id: row.id, captured, mailboxes }),
    findSecondPerson(ctx, row.letter_id),
    isOpen(row.state) ? findChangeSince(ctx, row) : null,
    approved && row.approved_by ? nameOf(ctx, row.approved_by) : null,
  ]);
  const at = row.approved_at?.toISOString();
  return {
    recipients,
    secondPerson,
    changedSince,
    dossierHash,
    testedAt: row.tested_hash === dossierHash ? (row.tested_at?.toISOString() ?? null) : null,
    approved: approvedBy && at ? { by: approvedBy, at } : null,
    cover: snapshot.cover ?? {},
    timeZone: row.time_zone,
    preparedById: row.prepared_by,
    earlier: snapshot.earlierPeople ?? 0,
    namedInAll: snapshot.addendum?.namedInAll ?? row.named_count,
  };
}

async function nameOf(ctx: Context, by: string): Promise<string> {
  if (by === 'operator' || by === 'system') return by;
  const organiser = await findOrganiser(ctx.db, by);
  return organiser ? unsealOrganiser(ctx, organiser).email : 'a former organiser';
}
