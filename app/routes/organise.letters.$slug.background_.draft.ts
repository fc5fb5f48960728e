import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerAutosave } from '~/http/answer-autosave.server';
import { deskRedirect } from '~/http/desk-response.server';
import { requireTextEditor } from '~/http/require-text-editor.server';

/** Drafts of the background are saved here by the page on which they are written; looking leads to that page. */
export async function loader(args: LoaderFunctionArgs) {
  const { letter, locale } = await requireTextEditor(args, 'background');
  return deskRedirect(`/organise/letters/${letter.slug}/background/edit?language=${locale}`);
}

export function action(args: ActionFunctionArgs) {
  return answerAutosave(args, 'background');
}
