import type { BackgroundDraft } from '~/domain/letters/background-draft';
import { EditorSelect, EditorTick } from './editor-choice';
import { useEditor } from './editor-context';
import { EditorControl, EditorField } from './editor-field';
import { EditorList } from './editor-list';

const separated = 'Paragraphs with an empty line between.';
const dated = '2024, 2024-06 or 2024-06-12: as exactly as the source gives it.';
const addressed = 'Small letters, digits and hyphens. Left empty, it is made of the';

/** Every field of a background in the order in which it is read. */
export function BackgroundFields() {
  return (
    <>
      <SourcesHint />
      <EditorField path="introduction" label="Introduction" kind="text" rows={4} />
      <h2>Sections</h2>
      <Sections />
      <h2>Timeline</h2>
      <Timeline />
      <h2>Questions and answers</h2>
      <Questions />
      <h2>Sources</h2>
      <Sources />
    </>
  );
}

function SourcesHint() {
  return (
    <p className="desk-soft">
      Behind what you state, write the mark of its source, such as <code>[^source-1]</code>; the
      sources are below. A paragraph, an answer or an entry of the timeline with a figure needs one
      before it can be published. <code>**bold**</code> and{' '}
      <code>[words](https://example.org)</code> work in paragraphs and answers.
    </p>
  );
}

/** The words of an item of the master, its parts below one another. */
function wordsOf(parts: readonly string[]) {
  return (item: unknown): string =>
    parts
      .flatMap((part) => (item as Record<string, unknown>)[part] ?? [])
      .filter((words) => words !== '')
      .join('\n\n');
}

function Sections() {
  return (
    <EditorList
      list="sections"
      legend="Sections"
      item="Section"
      hint="Each has a heading and a place in the page’s address."
      masterWords={wordsOf(['id', 'heading', 'paragraphs'])}
    >
      {(path, name) => (
        <>
          <EditorControl path={`${path}.heading`} label={`Heading of ${name.toLowerCase()}`} />
          <EditorControl
            path={`${path}.id`}
            label={`Name of ${name.toLowerCase()} in the address`}
            hint={`${addressed} heading.`}
          />
          <EditorControl
            path={`${path}.paragraphs`}
            label={`Paragraphs of ${name.toLowerCase()}`}
            hint={separated}
            kind="paragraphs"
            rows={8}
          />
        </>
      )}
    </EditorList>
  );
}

function Timeline() {
  const { content } = useEditor();
  const { sources } = content as BackgroundDraft;
  const named = sources.filter(({ id }) => id !== '');
  const choices = [...new Map(named.map((source) => [source.id, source])).values()].map(
    ({ id, title }) => ({ value: id, label: title ? `${id}: ${title.slice(0, 60)}` : id }),
  );
  return (
    <EditorList
      list="timeline"
      legend="Entries, the earliest first"
      item="Timeline entry"
      hint="A source that you have just written can be chosen after saving."
      masterWords={wordsOf(['date', 'text', 'sourceId'])}
    >
      {(path, name) => (
        <>
          <EditorControl
            path={`${path}.date`}
            label={`Date of ${name.toLowerCase()}`}
            hint={dated}
          />
          <EditorControl path={`${path}.text`} label={name} kind="text" rows={3} />
          <EditorSelect
            path={`${path}.sourceId`}
            label={`Source of ${name.toLowerCase()}`}
            choices={[{ value: '', label: 'No source' }, ...choices]}
            gone="not among the sources"
          />
          <EditorTick
            path={`${path}.demonstration`}
            label={`${name} is invented for a demonstration`}
          />
        </>
      )}
    </EditorList>
  );
}

function Questions() {
  return (
    <EditorList
      list="questions"
      legend="Questions"
      item="Question"
      masterWords={wordsOf(['id', 'question', 'answer'])}
    >
      {(path, name) => (
        <>
          <EditorControl path={`${path}.question`} label={name} />
          <EditorControl
            path={`${path}.id`}
            label={`Name of ${name.toLowerCase()} in the address`}
            hint={`${addressed} question.`}
          />
          <EditorControl
            path={`${path}.answer`}
            label={`Answer to ${name.toLowerCase()}`}
            hint={separated}
            kind="paragraphs"
            rows={5}
          />
        </>
      )}
    </EditorList>
  );
}

function Sources() {
  return (
    <EditorList
      list="sources"
      legend="Sources, numbered"
      item="Source"
      hint="The page numbers them in this order; whoever reads does not see the marks."
      masterWords={wordsOf(['id', 'title', 'publisher', 'date', 'url'])}
    >
      {(path, name) => (
        <>
          <EditorControl
            path={`${path}.id`}
            label={`Mark of ${name.toLowerCase()}`}
            hint="The texts refer to it as [^mark]. Whoever changes it changes it there too."
          />
          <EditorControl path={`${path}.title`} label={`Title of ${name.toLowerCase()}`} />
          <EditorControl path={`${path}.publisher`} label={`Publisher of ${name.toLowerCase()}`} />
          <EditorControl
            path={`${path}.date`}
            label={`Date of ${name.toLowerCase()}`}
            hint={`May be left out. ${dated}`}
          />
          <EditorControl
            path={`${path}.url`}
            label={`Address of ${name.toLowerCase()}`}
            hint="May be left out. It begins with https://."
          />
        </>
      )}
    </EditorList>
  );
}
