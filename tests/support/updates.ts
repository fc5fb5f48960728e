import type { Context } from '~/context.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import type { Actor, OrganiserRole } from '~/domain/organisers/organiser';
import { approveUpdate } from '~/domain/updates/approve-update.server';
import { createUpdate } from '~/domain/updates/create-update.server';
import { readUpdate, type UpdateView } from '~/domain/updates/read-update.server';
import { saveUpdateChoices } from '~/domain/updates/save-update-choices.server';
import { saveUpdateText } from '~/domain/updates/save-update-text.server';
import { testUpdate } from '~/domain/updates/test-update.server';
import type { UpdateKind } from '~/domain/updates/update';
import { type Locale, locales } from '~/i18n/locale';
import { addPerson } from '../domain/retention/retention-fixture';
import { slug } from './letter';

type Organiser = Extract<Actor, { kind: 'organiser' }>;

/** Somebody with a role on the letter, or in the installation. */
export async function addMember(
  ctx: Context,
  name: string,
  role: OrganiserRole = 'owner',
): Promise<Organiser> {
  const email = `${name}@desk.example`;
  const added = await addOrganiser(ctx, { email, role, actor: { kind: 'operator' } });
  if (!added.ok) throw new Error(added.reason);
  const { id } = await ctx.db
    .selectFrom('organisers')
    .select('id')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  return { kind: 'organiser', organiserId: id };
}

/** Somebody who has confirmed and wants news, in a language; with the link to manage it. */
export async function subscribe(
  ctx: Context,
  letterId: string,
  email: string,
  locale: Locale = 'en',
): Promise<{ id: string; token: string }> {
  const person = await addPerson(ctx, letterId, { email, updates: true, confirmed: 1 });
  await ctx.db.updateTable('signatures').set({ locale }).where('id', '=', person.id).execute();
  return person;
}

export const words: Record<Locale, { subject: string; body: string }> = {
  en: { subject: 'They have answered', body: 'The answer is **yes**.\n\nThank you.' },
  ko: { subject: '답변이 왔습니다', body: '답변은 **예**입니다.' },
  uk: { subject: 'Нам відповіли', body: 'Відповідь — **так**.' },
};

type Choices = { kind?: UpdateKind; onTimeline?: boolean; languages?: readonly Locale[] };

/** An update that `by` has written in every language. */
export async function writeUpdate(
  ctx: Context,
  by: Organiser,
  given: Choices = {},
): Promise<string> {
  const { kind = 'news', onTimeline = false, languages = locales } = given;
  const created = await createUpdate(ctx, { slug, kind, actor: by });
  if (!created.ok) throw new Error(created.reason);
  const { id } = created;
  for (const locale of languages) {
    const text = { locale, ...words[locale], revision: 0 };
    const saved = await saveUpdateText(ctx, { slug, id, actor: by, ...text });
    if (!saved.ok) throw new Error(saved.reason);
  }
  const choices = { kind, deliveryId: null, onTimeline };
  const saved = await saveUpdateChoices(ctx, { slug, id, actor: by, ...choices });
  if (!saved.ok) throw new Error(saved.reason);
  return id;
}

/** The same, tested. */
export async function testedUpdate(
  ctx: Context,
  by: Organiser,
  choices: Choices = {},
): Promise<string> {
  const id = await writeUpdate(ctx, by, choices);
  const tested = await testUpdate(ctx, { slug, id, actor: by, to: [] });
  if (!tested.ok) throw new Error(tested.reason);
  return id;
}

export async function viewUpdate(ctx: Context, id: string, organiserId = ''): Promise<UpdateView> {
  const found = await readUpdate(ctx, { slug, id, organiserId });
  if (!found.ok) throw new Error(found.reason);
  return found.update;
}

/** Presses *Approve* as the page shows it to `actor`. */
export async function approve(ctx: Context, id: string, actor: Organiser, confirm = '') {
  const { approval } = await viewUpdate(ctx, id, actor.organiserId);
  const shown = approval?.people ?? Number.NaN;
  const asOf = approval?.asOf ?? (await readDatabaseClock(ctx.db)).toISOString();
  return approveUpdate(ctx, { slug, id, actor, asOf, shown, confirm });
}

/** Each recipient by mailbox, in the order of freezing. */
export async function recipientsOf(ctx: Context, id: string) {
  return ctx.db
    .selectFrom('update_recipients')
    .select(['signature_id', 'state', 'reason', 'slot', 'locale', 'unsubscribed'])
    .where('update_id', '=', id)
    .orderBy('id')
    .execute();
}
