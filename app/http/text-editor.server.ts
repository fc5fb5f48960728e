import type { TextKind } from '~/domain/letters/text-kind';
import { deskRedirect, refuseForm } from './desk-response.server';
import { readEditor } from './read-editor.server';
import { mayWrite, receiveText, requireTextEditor } from './require-text-editor.server';
import { saveText } from './save-text.server';

type RouteArguments = Parameters<typeof requireTextEditor>[0];

/** What the page shows on which a text is written. */
export async function loadTextEditor(args: RouteArguments, kind: TextKind) {
  const { frame, letter, place, actor, locale, organiser } = await requireTextEditor(args, kind);
  const editor = await readEditor(args.context.ctx, { place, actor });
  const mayEdit = editor.offered.filter((one) =>
    mayWrite(organiser.role, one, letter.masterLocale),
  );
  return { frame, locale, ...editor, mayEdit };
}

/** Takes the form of that page, and leads to the field where writing goes on. */
export async function saveTextEditor(args: RouteArguments, kind: TextKind) {
  const { fields, place, actor, letter, locale } = await receiveText(args, kind);
  const { timeZone } = letter;
  const saved = await saveText(args.context.ctx, { fields, place, actor, timeZone });
  if (!saved.ok) return refuseForm(args.context, saved.status, saved.refused);
  const path = `/organise/letters/${letter.slug}/${kind}/edit?language=${locale}&saved`;
  return deskRedirect(saved.at ? `${path}#${saved.at}` : path);
}
