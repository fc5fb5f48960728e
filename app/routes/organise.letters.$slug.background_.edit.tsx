import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  isRouteErrorResponse,
  useActionData,
  useLoaderData,
  useRouteError,
  useSearchParams,
} from '@remix-run/react';
import { adviseSources } from '~/components/desk/advise-sources';
import { BackgroundFields } from '~/components/desk/background-fields';
import { DeskError } from '~/components/desk/desk-error';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { EditorForm } from '~/components/desk/editor-form';
import { EditorHints } from '~/components/desk/editor-hints';
import { KeptText } from '~/components/desk/kept-text';
import { LanguageTabs } from '~/components/desk/language-tabs';
import { LockNotice } from '~/components/desk/lock-notice';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { languageNames } from '~/components/desk/state-labels';
import { TextDifferences } from '~/components/desk/text-differences';
import { useHashFocus } from '~/components/desk/use-hash-focus';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { readEditor } from '~/http/read-editor.server';
import {
  type KeptForm,
  mayWrite,
  receiveText,
  requireTextEditor,
} from '~/http/require-text-editor.server';
import { saveText } from '~/http/save-text.server';

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
  const { frame, letter, place, actor, locale, organiser } = await requireTextEditor(
    args,
    'background',
  );
  const editor = await readEditor(args.context.ctx, { place, actor });
  return deskJson({
    frame,
    locale,
    ...editor,
    mayEdit: editor.offered.filter((one) => mayWrite(organiser.role, one, letter.masterLocale)),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { fields, place, actor, letter, locale } = await receiveText(args, 'background');
  const { ctx } = args.context;
  const { timeZone } = letter;
  const saved = await saveText(ctx, { fields, place, actor, timeZone });
  if (!saved.ok) return refuseForm(args.context, saved.status, saved.refused);
  const path = `/organise/letters/${letter.slug}/background/edit?language=${locale}&saved`;
  return deskRedirect(saved.at ? `${path}#${saved.at}` : path);
}

export default function WriteBackground() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  useHashFocus();
  const { frame, locale, master, savedAt, lock } = data;
  const base = `/organise/letters/${frame.letter?.slug}/background`;
  const language = `?language=${locale}`;
  const readOnly = lock !== null && !refused;
  return (
    <DeskLayout
      frame={frame}
      title={`${master ? 'Translate' : 'Write'} the background: ${languageNames[locale]}`}
      section="background"
      trail={[{ label: 'Background', to: base }]}
    >
      {refused ? <RefusalNotice key={refused.attempt} refusal={refused.refusal} /> : null}
      {refused && refused.differences.length > 0 ? (
        <section aria-labelledby="stored-heading">
          <h2 id="stored-heading">What is stored now, and your words</h2>
          <p>
            <del>Struck through</del>: only in what is stored now. <ins>Underlined</ins>: only in
            your form. To keep what is stored,{' '}
            <a href={`${base}/edit${language}`}>leave your words and load it</a>.
          </p>
          <TextDifferences differences={refused.differences} locale={locale} />
        </section>
      ) : null}
      {!refused && search.has('saved') && savedAt ? (
        <Notice kind="ok">Saved as a draft, {savedAt.text}. Nothing of it is public yet.</Notice>
      ) : null}
      {readOnly ? <LockNotice lock={lock} /> : null}
      <LanguageTabs current={locale} among={data.mayEdit} />
      <EditorHints {...data} loose={[]} />
      <EditorForm
        key={refused?.attempt ?? `${locale}:${data.revision}`}
        kind="background"
        locale={locale}
        content={refused?.typed ?? data.content}
        revision={refused?.revision ?? data.revision}
        unsaved={refused !== undefined}
        takenOver={refused?.reason === 'taken-over'}
        review={refused?.review ?? data.review}
        changed={data.changed}
        stillRight={refused?.stillRight ?? []}
        faults={refused?.faults ?? {}}
        master={master}
        readOnly={readOnly}
        saveUrl={`${base}/draft${language}`}
        previewUrl={null}
        words={null}
        advise={adviseSources}
      >
        <BackgroundFields />
      </EditorForm>
    </DeskLayout>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (isRouteErrorResponse(error) && status === 401) {
    return <KeptText {...(error.data as KeptForm)} />;
  }
  return <DeskError status={status} />;
}
