import { clockTime, momentsIn } from '~/components/desk/moments';
import type { Context } from '~/context.server';
import { readLockHolder, type TextPlace } from '~/domain/letters/edit-lock.server';
import { padTranslation } from '~/domain/letters/pad-translation';
import { readDraft } from '~/domain/letters/read-draft.server';
import { controlOf } from '~/domain/letters/text-form';
import { textShapes } from '~/domain/letters/text-kind';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';

/** What the page of an editor shows: the text as it is stored, its master, and who else is at it. */
export async function readEditor(ctx: Context, given: { place: TextPlace; actor: Actor }) {
  const { place, actor } = given;
  const found = await readDraft(ctx, place);
  if (!found.ok) return notFound();
  const { draft } = found;
  const { master, masterLocale, timeZone, savedAt } = draft;
  const holder = await readLockHolder(ctx, place, actor);
  const uneven = textShapes[place.kind].lists.filter(
    (list) => draft.changed.includes(list) || draft.revision === 0,
  );
  return {
    content: master ? padTranslation(draft.content, master.content, uneven) : draft.content,
    master: master && { content: master.content, locale: masterLocale, hashes: master.hashes },
    revision: draft.revision,
    review: draft.review,
    changed: draft.changed,
    missing: [...new Set(draft.missing.map((path) => controlOf(place.kind, path)))],
    status: draft.status,
    offered: draft.offered,
    savedAt: savedAt && momentsIn(timeZone).at(savedAt),
    lock: holder && { by: holder.by, since: clockTime(holder.since, timeZone) },
  };
}
