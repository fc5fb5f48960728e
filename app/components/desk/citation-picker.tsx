import { useEffect, useRef } from 'react';
import { isCitable } from '~/domain/letters/cite-note';
import type { LetterDraft } from '~/domain/letters/letter-draft';
import { useEditor } from './editor-context';
import { SelectField } from './form-fields';

/**
 * Puts the mark of a note into the text: where the cursor was last, with script, else at the end of
 * the field that is chosen.
 */
export function CitationPicker() {
  const { content, readOnly } = useEditor();
  const at = useRef<HTMLInputElement>(null);
  useLastCursor(at);
  if (readOnly) return null;
  const draft = content as LetterDraft;
  const fields = [
    ...draft.paragraphs.map((_, index) => choice('paragraphs', 'Paragraph', index)),
    { value: 'requestsIntroduction', label: 'Words before the requests' },
    ...draft.requests.map((_, index) => choice('requests', 'Request', index)),
    ...draft.closing.map((_, index) => choice('closing', 'Closing paragraph', index)),
  ];
  const notes = draft.notes.map(({ id, text }, index) => ({
    value: id,
    label: `${index + 1}: ${text.slice(0, 60) || 'not written yet'}`,
  }));
  return (
    <fieldset className="editor-list editor-cite">
      <legend>Refer to a note</legend>
      <p className="desk-hint">Goes to the end of the field, or where the cursor was in it last.</p>
      <SelectField
        id="citeNote"
        name="citeNote"
        label="Which note"
        choices={[...notes, { value: 'new', label: 'A new note' }]}
        chosen="new"
      />
      <SelectField id="citeField" name="citeField" label="In which field" choices={fields} />
      <input ref={at} type="hidden" name="citeAt" />
      <button type="submit" name="intent" value="cite" className="desk-button-quiet">
        Insert the reference
      </button>
    </fieldset>
  );
}

function choice(list: string, label: string, index: number) {
  return { value: `${list}.${index}`, label: `${label} ${index + 1}` };
}

/** Remembers in the form where the cursor was last, in a field that takes references. */
function useLastCursor(at: React.RefObject<HTMLInputElement>) {
  useEffect(() => {
    const place = at.current;
    const form = place?.form;
    if (!place || !form) return;
    function remember(event: Event): void {
      const { target } = event;
      if (!(target instanceof HTMLTextAreaElement) || !isCitable(target.name)) return;
      const field = form?.elements.namedItem('citeField');
      if (field instanceof HTMLSelectElement) field.value = target.name;
      if (place) place.value = String(target.selectionStart);
    }
    function forget(event: Event): void {
      if ((event.target as HTMLElement | null)?.id === 'citeField' && place) place.value = '';
    }
    form.addEventListener('focusout', remember);
    form.addEventListener('change', forget);
    return () => {
      form.removeEventListener('focusout', remember);
      form.removeEventListener('change', forget);
    };
  }, [at]);
}
