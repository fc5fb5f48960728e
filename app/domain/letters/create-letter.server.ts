import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import { upsertLetterRole } from '~/db/letter-roles.server';
import { insertLetter, listTakenSlugs } from '~/db/letters.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import type { NewLetter } from './new-letter';
import { longestSlug } from './slug';

/** The hash of a version without a text; publishing puts the real one in its place. */
const hashOfNothing = createHash('sha256').digest('hex');

/**
 * Begins a letter: a draft that only organisers see, its first version without a text. The organiser
 * who begins it owns it. Refused as `taken` when the short name belongs to another letter, with one
 * like it that is `free`.
 */
export async function createLetter(
  ctx: Context,
  input: NewLetter & { actor: Actor },
): Promise<{ ok: true; slug: string } | { ok: false; reason: 'taken'; free: string }> {
  const { slug, title, masterLocale, locales, timeZone, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const candidates = [slug, ...others(slug)];
    const taken = await listTakenSlugs(trx, candidates);
    if (taken.includes(slug)) {
      const free = candidates.find((candidate) => !taken.includes(candidate)) ?? '';
      return { ok: false, reason: 'taken', free };
    }
    const { letterId } = await insertLetter(trx, {
      slug,
      state: 'draft',
      masterLocale,
      timeZone,
      goal: null,
      demonstration: false,
      versionHash: hashOfNothing,
      locales,
      workingTitle: title,
    });
    if (actor.kind === 'organiser') {
      const { organiserId } = actor;
      await upsertLetterRole(trx, { letterId, organiserId, role: 'owner' });
    }
    await recordAudit(trx, {
      actor,
      action: 'letter.created',
      letterId,
      object: { kind: 'letter', id: letterId },
      details: { slug, masterLocale, locales: locales.join(' '), timeZone },
    });
    return { ok: true, slug };
  });
}

function others(slug: string): string[] {
  const room = slug.slice(0, longestSlug - 3).replace(/-+$/, '');
  return Array.from({ length: 20 }, (_, place) => `${room}-${place + 2}`);
}
