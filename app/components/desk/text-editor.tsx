import { isRouteErrorResponse, useRouteError, useSearchParams } from '@remix-run/react';
import type { FieldDifference } from '~/domain/letters/compare-texts.server';
import type { TextStatus } from '~/domain/letters/text-status.server';
import type { Locale } from '~/i18n/locale';
import { DeskError } from './desk-error';
import type { DeskFrame } from './desk-frame';
import { DeskLayout } from './desk-layout';
import { EditorForm, type EditorFormProps } from './editor-form';
import { EditorHints } from './editor-hints';
import { KeptText } from './kept-text';
import { LanguageTabs } from './language-tabs';
import { LockNotice } from './lock-notice';
import type { Moment } from './moments';
import { Notice } from './notice';
import { type Refusal, RefusalNotice } from './refusal-notice';
import { languageNames } from './state-labels';
import { TextDifferences } from './text-differences';
import { useHashFocus } from './use-hash-focus';

type Stored = Pick<
  EditorFormProps,
  'locale' | 'content' | 'revision' | 'review' | 'changed' | 'master'
> & {
  frame: DeskFrame;
  mayEdit: Locale[];
  missing: string[];
  status: TextStatus;
  savedAt: Moment | null;
  lock: { by: string; since: string } | null;
};

type Refused = Pick<EditorFormProps, 'revision' | 'stillRight' | 'faults'> & {
  reason: string;
  refusal: Refusal;
  attempt: string;
  typed: EditorFormProps['content'];
  review?: string;
  differences: FieldDifference[];
};

type TextEditorProps = Pick<EditorFormProps, 'kind' | 'words' | 'advise' | 'children'> & {
  data: Stored;
  refused: Refused | undefined;
  /** References that lead nowhere, with the field of each. */
  loose: { field: string; id: string }[];
  hasPreview: boolean;
};

const names = { letter: 'Letter', background: 'Background' };

/** The page on which a text is written or translated, whichever text it is. */
export function TextEditor(props: TextEditorProps) {
  const { kind, data, refused, loose, hasPreview, ...form } = props;
  const { frame, locale, master, savedAt, lock } = data;
  const [search] = useSearchParams();
  useHashFocus();
  const base = `/organise/letters/${frame.letter?.slug}/${kind}`;
  const language = `?language=${locale}`;
  const readOnly = lock !== null && !refused;
  return (
    <DeskLayout
      frame={frame}
      title={`${master ? 'Translate' : 'Write'} the ${kind}: ${languageNames[locale]}`}
      section={kind}
      trail={[{ label: names[kind], to: base }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
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
      <EditorHints {...data} loose={loose} />
      <EditorForm
        {...form}
        key={refused?.attempt ?? `${locale}:${data.revision}`}
        kind={kind}
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
        previewUrl={hasPreview ? `${base}/preview${language}` : null}
      />
    </DeskLayout>
  );
}

/** What stands in its place when the session ended while somebody wrote, or something broke. */
export function TextEditorError() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error)) return <DeskError status={500} />;
  return error.status === 401 ? <KeptText {...error.data} /> : <DeskError status={error.status} />;
}
