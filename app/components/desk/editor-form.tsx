import { type ReactNode, useRef } from 'react';
import type { TextContent, TextKind } from '~/domain/letters/text-kind';
import type { Locale } from '~/i18n/locale';
import type { AutosaveState } from './autosave';
import { EditorProvider } from './editor-context';
import { type Advise, useAdvice } from './use-advice';
import { useAutosave } from './use-autosave';
import { WordCount } from './word-count';

export type EditorFormProps = {
  kind: TextKind;
  locale: Locale;
  content: TextContent;
  /** 0 where there is no draft. */
  revision: number;
  /** What was typed and is not stored: the form was refused. */
  unsaved: boolean;
  takenOver: boolean;
  review: string;
  changed: readonly string[];
  stillRight: readonly string[];
  faults: Readonly<Record<string, string>>;
  master: { content: TextContent; locale: Locale; hashes: Record<string, string> } | null;
  /** Somebody else is editing: nothing can be typed. */
  readOnly: boolean;
  saveUrl: string;
  previewUrl: string | null;
  words: number | null;
  /** What keeps fields from being published, in words; told as the form is written. */
  advise?: Advise;
  /** The fields of the text. */
  children: ReactNode;
};

/** The form of a text: its fields, how far saving is, and the buttons that work without script. */
export function EditorForm(props: EditorFormProps) {
  const { content, locale, master, faults, readOnly, revision, unsaved, stillRight } = props;
  const form = useRef<HTMLFormElement>(null);
  const saving = useAutosave(form, readOnly ? null : props.saveUrl);
  const changed = saving.changed ?? props.changed;
  const advice = useAdvice(form, props);
  const view = { content, locale, master, changed, stillRight, faults, advice, readOnly };
  return (
    <EditorProvider value={view}>
      <form
        ref={form}
        method="post"
        noValidate
        autoComplete="off"
        className="editor"
        data-unsaved={unsaved ? 'yes' : undefined}
      >
        {/* Enter in a field means this button, because it is the first. */}
        {readOnly ? null : (
          <button type="submit" name="intent" value="save" className="desk-hidden" tabIndex={-1}>
            Save
          </button>
        )}
        <input type="hidden" name="revision" value={saving.revision ?? revision} readOnly />
        {master ? <input type="hidden" name="seen" value={JSON.stringify(master.hashes)} /> : null}
        {props.children}
        {master ? <ReviewField {...props} /> : null}
        <div className="editor-bar">
          {props.words === null ? null : <WordCount words={props.words} form={form} />}
          {readOnly ? null : <SaveButtons takenOver={props.takenOver} saving={saving} />}
          {props.previewUrl ? (
            <p>
              <a href={props.previewUrl} target="preview">
                Preview (another tab)
              </a>
            </p>
          ) : null}
        </div>
      </form>
    </EditorProvider>
  );
}

function SaveButtons({ takenOver, saving }: { takenOver: boolean; saving: AutosaveState }) {
  const failed = saving.kind === 'failed' || saving.kind === 'ended';
  return (
    <>
      <button type="submit" name="intent" value="save" className="desk-button">
        Save
      </button>
      {takenOver ? (
        <button type="submit" name="intent" value="take-over" className="desk-button-quiet">
          Take over and save
        </button>
      ) : null}
      <p role="status" className={failed ? 'editor-status editor-status-failed' : 'editor-status'}>
        {saving.text}
        {saving.kind === 'ended' ? (
          <>
            {' '}
            <a href="/organise/sign-in" target="_blank" rel="noreferrer">
              Sign in in another tab
            </a>
            , then come back here: it is saved again by itself.
          </>
        ) : null}
      </p>
    </>
  );
}

function ReviewField({ review, faults, readOnly }: EditorFormProps) {
  const error = faults.review;
  return (
    <div className={error ? 'desk-field desk-field-invalid' : 'desk-field'}>
      <label htmlFor="review">Review of this translation</label>
      <p id="review-hint" className="desk-hint">
        In your own words, for the team: “draft, native review pending”, or “reviewed by a native
        speaker, 3 March”.
      </p>
      {error ? (
        <p id="review-error" className="desk-field-error">
          <span className="desk-hidden">Error: </span>
          {error}
        </p>
      ) : null}
      <input
        id="review"
        name="review"
        readOnly={readOnly}
        defaultValue={review}
        aria-describedby={error ? 'review-hint review-error' : 'review-hint'}
        aria-invalid={error ? true : undefined}
      />
    </div>
  );
}
