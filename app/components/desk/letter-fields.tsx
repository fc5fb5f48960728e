import type { LetterDraft } from '~/domain/letters/letter-draft';
import { CitationPicker } from './citation-picker';
import { useEditor } from './editor-context';
import { EditorControl, EditorField } from './editor-field';
import { EditorList } from './editor-list';

/** Every field of a letter in the order in which it is read. */
export function LetterFields() {
  return (
    <>
      <h2>What the letter is called</h2>
      <EditorField path="title" label="Title" hint="Stands above the letter and in lists." />
      <EditorField
        path="summary"
        label="Summary"
        hint="One or two sentences, for shared links and search engines."
        kind="text"
        rows={3}
      />
      <h2>Head</h2>
      <EditorField path="letterhead.name" label="Letterhead" hint="Who writes." />
      <EditorField
        path="letterhead.lines"
        label="Lines below the letterhead"
        hint="One a line."
        kind="lines"
        rows={3}
      />
      <EditorField path="place" label="Place" />
      <EditorField path="date" label="Date" kind="date" />
      <EditorField
        path="addressee"
        label="Addressee, as it stands in the letter"
        hint="One a line: name, office, place."
        kind="lines"
      />
      <EditorField
        path="addresseeShort"
        label="Addressee in a few words"
        hint="For buttons and lists, such as “the Ambassador”."
      />
      <EditorField path="subject" label="Re: subject" />
      <EditorField path="salutation" label="Salutation" />
      <h2>Body</h2>
      <MarkdownHint />
      <EditorList
        list="paragraphs"
        legend="Paragraphs"
        item="Paragraph"
        hint="A text pasted with empty lines in it becomes several paragraphs when you save."
        rows={6}
      />
      <EditorField
        path="requestsIntroduction"
        label="Words before the requests"
        kind="text"
        rows={3}
      />
      <EditorList list="requests" legend="Requests, numbered" item="Request" />
      <EditorList
        list="closing"
        legend="Closing"
        item="Closing paragraph"
        hint="May be left out."
        rows={3}
      />
      <EditorField path="signOff" label="Sign-off" />
      <EditorField
        path="contact"
        label="Contact"
        hint="One a line. Everybody can read it; without one the addressee cannot answer."
        kind="lines"
        rows={3}
      />
      <h2>Notes</h2>
      <NotesList />
      <CitationPicker />
    </>
  );
}

function MarkdownHint() {
  return (
    <p className="desk-soft">
      Two marks work in paragraphs, requests, closing and notes: <code>**bold**</code> or{' '}
      <code>*emphasis*</code>, and <code>[words](https://example.org)</code> for a link. Everything
      else is plain text.
    </p>
  );
}

function NotesList() {
  const { content } = useEditor();
  const { notes = [] } = content as Partial<LetterDraft>;
  return (
    <EditorList
      list="notes"
      legend="Notes, numbered"
      item="Note"
      hint="Sources of what the letter says. The text refers to a note by its mark."
      masterWords={(item) => {
        const { text = '', url = '' } = item as { text?: string; url?: string };
        return [text, url].filter(Boolean).join('\n');
      }}
    >
      {(path, name) => {
        const id = notes[Number(path.split('.')[1])]?.id ?? '';
        return (
          <>
            <input type="hidden" name={`${path}.id`} value={id} />
            <p className="desk-hint">
              Its mark: <code>{`[^${id}]`}</code>
            </p>
            <EditorControl path={`${path}.text`} label={name} kind="text" rows={2} />
            <EditorControl path={`${path}.url`} label={`Address of ${name.toLowerCase()}`} />
          </>
        );
      }}
    </EditorList>
  );
}
