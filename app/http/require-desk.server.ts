import type { AppLoadContext } from '@remix-run/node';
import type { DeskFrame } from '~/components/desk/desk-frame';
import { readDeskLetter } from '~/domain/letters/read-desk-letter.server';
import type { Act, SignedIn } from '~/domain/organisers/organiser';
import { wasRefused } from './desk-response.server';
import { notFound } from './not-found.server';
import { requireOrganiser, requireSession, requireSignedIn } from './organiser-session.server';

type RouteArguments = {
  request: Request;
  context: AppLoadContext;
  params: Readonly<Record<string, string | undefined>>;
};

function frameOf(organiser: SignedIn, context: AppLoadContext): DeskFrame {
  return {
    organiser: { email: organiser.email, role: organiser.role },
    letter: null,
    refused: wasRefused(context),
    unprotected: !organiser.protectedWhole,
  };
}

/**
 * For a page that belongs to no letter: the organiser, and what the frame of the page shows. Of
 * several acts one is enough.
 */
export async function requireDesk(args: RouteArguments, ...acts: [Act, ...Act[]]) {
  const organiser = await requireOrganiser(args, ...acts);
  return { organiser, frame: frameOf(organiser, args.context) };
}

/** For the page where everybody finds their letters, whatever their role on them is. */
export async function requireDoor(args: RouteArguments) {
  const organiser = await requireSession(args);
  return { organiser, frame: frameOf(organiser, args.context) };
}

/** For the pages on which people protect their own account, also before they have; they say so. */
export async function requireOwnAccount(args: RouteArguments) {
  const organiser = await requireSignedIn(args);
  return { organiser, frame: { ...frameOf(organiser, args.context), unprotected: false } };
}

/**
 * For a page of one letter (`$slug`): the same and the letter with its counts. Throws like
 * `requireOrganiser`, and a Response 404 for an unknown letter.
 */
export async function requireDeskLetter(args: RouteArguments, ...acts: [Act, ...Act[]]) {
  const { organiser, frame } = await requireDesk(args, ...acts);
  const found = await readDeskLetter(args.context.ctx, { slug: args.params.slug ?? '' });
  if (!found.ok) return notFound();
  const { letter, counts } = found;
  const { slug, state, demonstration } = letter;
  const title = letter.texts[letter.masterLocale].title;
  return {
    organiser,
    letter,
    counts,
    frame: { ...frame, letter: { slug, title, state, demonstration } } satisfies DeskFrame,
  };
}
