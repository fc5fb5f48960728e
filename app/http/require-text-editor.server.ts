import { json } from '@remix-run/node';
import type { TextPlace } from '~/domain/letters/edit-lock.server';
import type { TextKind } from '~/domain/letters/text-kind';
import { type Actor, type Organiser, permits } from '~/domain/organisers/organiser';
import { isLocale, type Locale, locales } from '~/i18n/locale';
import { noStoreHeaders } from './desk-response.server';
import { actorOf, findOrganiser } from './organiser-session.server';
import { type FormFields, readForm } from './read-form.server';
import { requireDeskLetter } from './require-desk.server';

type RouteArguments = Parameters<typeof requireDeskLetter>[0];

/**
 * A background with sixty of everything, each with up to five controls and a box; a letter has fewer.
 */
export const largestTextForm = 1300;

/** Whether a role may write a text in that language. */
export function mayWrite(role: Organiser['role'], locale: Locale, masterLocale: Locale): boolean {
  return permits(role, locale === masterLocale ? 'edit-letter' : 'translate-letter');
}

/**
 * For the pages on which a text is written in the language `?language=`: the master's by those who
 * edit, the others by those who translate. Without a language it is the first that the role may
 * write. Throws like `requireDeskLetter`.
 */
export async function requireTextEditor(args: RouteArguments, kind: TextKind) {
  const desk = await requireDeskLetter(args, 'edit-letter', 'translate-letter');
  const { letter, organiser } = desk;
  const { role } = organiser;
  const asked = new URL(args.request.url).searchParams.get('language');
  const offered = (letter as { locales?: readonly Locale[] }).locales ?? locales;
  const inOrder = [letter.masterLocale, ...offered.filter((one) => one !== letter.masterLocale)];
  const locale = isLocale(asked)
    ? asked
    : inOrder.find((one) => mayWrite(role, one, letter.masterLocale));
  if (!locale || !mayWrite(role, locale, letter.masterLocale)) {
    throw new Response(null, { status: 403, headers: noStoreHeaders });
  }
  const place: TextPlace = { letterId: letter.id, kind, locale };
  const actor: Actor = actorOf(organiser, args.context);
  return { ...desk, place, locale, actor };
}

export type KeptForm = { kept: FormFields; action: string };

/**
 * The form of an editor's page, and its guard. Whoever's session has ended meanwhile gets their
 * own words back (thrown, 401) with what to do next; nothing of them is stored. Everybody else
 * who may not write is answered as everywhere.
 */
export async function receiveText(args: RouteArguments, kind: TextKind) {
  const fields = await readForm(args.request, largestTextForm);
  const writes = fields.revision !== undefined;
  if (writes && !(await findOrganiser(args.request, args.context, args.params.slug))) {
    const { pathname, search } = new URL(args.request.url);
    const kept: KeptForm = { kept: { ...fields }, action: pathname + search };
    throw json(kept, { status: 401, headers: noStoreHeaders });
  }
  return { fields, ...(await requireTextEditor(args, kind)) };
}
