import type { DeskFrame } from '~/components/desk/desk-frame';
import { writeCount, writePeople } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import type { Context } from '~/context.server';
import { listTeam } from '~/domain/organisers/list-team.server';
import { type Organiser, permits } from '~/domain/organisers/organiser';
import { readUpdate } from '~/domain/updates/read-update.server';
import { mostTesters } from '~/domain/updates/test-update.server';
import { isLocale } from '~/i18n/locale';
import { notFound } from './not-found.server';

type Shown = {
  frame: DeskFrame & { letter: NonNullable<DeskFrame['letter']> };
  organiser: Organiser;
  letter: { slug: string; timeZone: string };
  id: string;
  searchParams: URLSearchParams;
};

const nothing = { subject: '', body: '' };

/** What the page of one update shows in one language. Throws a Response 404 for an unknown one. */
export async function showUpdate(ctx: Context, shown: Shown) {
  const { frame, organiser, letter, id, searchParams } = shown;
  const { slug, timeZone } = letter;
  const found = await readUpdate(ctx, { slug, id, organiserId: organiser.id });
  if (!found.ok) return notFound();
  const { mails, texts, revisions, hash: _hash, ...update } = found.update;
  const asked = searchParams.get('language');
  const offered = isLocale(asked) && update.offered.includes(asked);
  const language = offered ? asked : update.masterLocale;
  const mail = mails.find(({ locale }) => locale === language) ?? notFound();
  const { subject, text } = await ctx.press.updateMail(mail, ctx.publicUrl);
  const mayWrite = permits(organiser.role, 'write-updates');
  const moments = momentsIn(timeZone);
  const done = (one: { by: string; at: string } | null) =>
    one && { by: one.by, at: moments.at(one.at) };
  const masterRevision = revisions[update.masterLocale]?.revision ?? null;
  const revision = revisions[language];
  return {
    frame,
    zone: timeZoneName(timeZone),
    told: tell(searchParams),
    language,
    mayWrite,
    mayApprove: permits(organiser.role, 'approve-updates'),
    mostTesters,
    members: mayWrite ? await othersOf(ctx, slug, organiser.id) : [],
    minutes: (update.approval?.people ?? 0) / ctx.config.updatesPerMinute,
    mail: { subject, text },
    words: texts[language] ?? nothing,
    master: texts[update.masterLocale] ?? nothing,
    revision: revision?.revision ?? 0,
    outdated:
      language !== update.masterLocale &&
      revision !== undefined &&
      revision.masterRevision !== masterRevision,
    update: {
      ...update,
      changed: { by: update.changed.by, at: moments.at(update.changed.at) },
      tested: done(update.tested),
      approved: done(update.approved),
      finishedAt: moments.atOrNull(update.finishedAt),
      publishedAt: moments.atOrNull(update.publishedAt),
      deliveries: update.deliveries.map((one) => ({ ...one, at: moments.atOrNull(one.at) })),
    },
  };
}

async function othersOf(ctx: Context, slug: string, self: string) {
  const team = await listTeam(ctx, { slug });
  if (!team.ok) return notFound();
  return team.members.flatMap(({ id, email }) => (id === self ? [] : [{ id, email }]));
}

function tell(search: URLSearchParams): string | null {
  const count = (name: string) => Number(search.get(name)) || 0;
  if (search.has('saved')) return 'Saved.';
  if (search.has('tested')) {
    const mails = count('tested');
    return `The test is on its way: ${writeCount(mails)} ${mails === 1 ? 'mail' : 'mails'}.`;
  }
  if (search.has('approved')) return 'Approved. The mails begin to leave.';
  if (search.has('stopped'))
    return `Stopped. ${writePeople(count('stopped'))} got nothing by that.`;
  return null;
}
