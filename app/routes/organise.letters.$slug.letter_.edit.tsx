import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { LetterFields } from '~/components/desk/letter-fields';
import { languageNames } from '~/components/desk/state-labels';
import { TextEditor, TextEditorError } from '~/components/desk/text-editor';
import { findLooseReferences } from '~/domain/letters/cite-note';
import { countLetterWords } from '~/domain/letters/count-words';
import type { LetterDraft } from '~/domain/letters/letter-draft';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { loadTextEditor, saveTextEditor } from '~/http/text-editor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data, error }) =>
  error
    ? deskMeta('Not saved yet')
    : deskMeta(data ? `Write the letter (${languageNames[data.locale]})` : 'Letter', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const editor = await loadTextEditor(args, 'letter');
  const content = editor.content as LetterDraft;
  return deskJson({
    ...editor,
    words: countLetterWords(content),
    loose: findLooseReferences(content),
  });
}

export function action(args: ActionFunctionArgs) {
  return saveTextEditor(args, 'letter');
}

export default function WriteLetter() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <TextEditor
      kind="letter"
      data={data}
      refused={refused}
      loose={data.loose}
      hasPreview
      words={refused ? countLetterWords(refused.typed as LetterDraft) : data.words}
    >
      <LetterFields />
    </TextEditor>
  );
}

export { TextEditorError as ErrorBoundary };
