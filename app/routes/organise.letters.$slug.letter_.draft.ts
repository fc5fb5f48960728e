import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerAutosave } from '~/http/answer-autosave.server';
import { deskRedirect } from '~/http/desk-response.server';
import { requireTextEditor } from '~/http/require-text-editor.server';

/** Drafts are saved here by the page on which they are written; looking leads to that page. */
export async function loader(args: LoaderFunctionArgs) {
  const { letter, locale } = await requireTextEditor(args, 'letter');
  return deskRedirect(`/organise/letters/${letter.slug}/letter/edit?language=${locale}`);
}

export function action(args: ActionFunctionArgs) {
  return answerAutosave(args, 'letter');
}
