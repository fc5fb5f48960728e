import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { adviseSources } from '~/components/desk/advise-sources';
import { BackgroundFields } from '~/components/desk/background-fields';
import { deskMeta } from '~/components/desk/desk-frame';
import { languageNames } from '~/components/desk/state-labels';
import { TextEditor, TextEditorError } from '~/components/desk/text-editor';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { loadTextEditor, saveTextEditor } from '~/http/text-editor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data, error }) =>
  error
    ? deskMeta('Not saved yet')
    : deskMeta(
        data ? `Write the background (${languageNames[data.locale]})` : 'Background',
        data?.frame,
      );

export async function loader(args: LoaderFunctionArgs) {
  return deskJson(await loadTextEditor(args, 'background'));
}

export function action(args: ActionFunctionArgs) {
  return saveTextEditor(args, 'background');
}

export default function WriteBackground() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <TextEditor
      kind="background"
      data={data}
      refused={refused}
      loose={[]}
      hasPreview={false}
      words={null}
      advise={adviseSources}
    >
      <BackgroundFields />
    </TextEditor>
  );
}

export { TextEditorError as ErrorBoundary };
