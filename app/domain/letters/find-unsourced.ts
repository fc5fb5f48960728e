import type { BackgroundDraft } from './background-draft';
import { findFigures } from './find-figures';

/**
 * What keeps a background from being published. `field` is the control it stands in, such as
 * `sections.0.paragraphs`; `words` the figure that has no source, the mark that points to none
 * (`unknown`), or the mark that two sources share (`twice`).
 */
export type SourceFault = {
  field: string;
  reason: 'unsourced' | 'unknown' | 'twice';
  words: string;
};

const mark = /\[\^([^\]]{1,64})\]/g;

/**
 * Statements without their source, in the order of the form: a paragraph, the introduction, an
 * answer or an entry of the timeline that holds a figure (see `findFigures`) and names no source that
 * exists; every mark `[^id]` without a source; and sources with one mark. A paragraph answers for
 * itself: the source of the next one does not count. Runs in browsers, on text as it was typed.
 */
export function findUnsourced(background: BackgroundDraft): SourceFault[] {
  const { introduction, sections, timeline, sources, questions } = background;
  const ids = sources.map(({ id }) => id.trim()).filter((id) => id !== '');
  const known = new Set(ids);
  const inText = (field: string, text: string) => lookAt(field, text, known);
  return [
    ...inText('introduction', introduction),
    ...sections.flatMap(({ paragraphs }, index) =>
      paragraphs.flatMap((text) => inText(`sections.${index}.paragraphs`, text)),
    ),
    ...timeline.flatMap((entry, index) => lookAtEntry(`timeline.${index}`, entry, known)),
    ...sources.flatMap(({ id }, index): SourceFault[] =>
      id.trim() !== '' && ids.indexOf(id.trim()) !== ids.lastIndexOf(id.trim())
        ? [{ field: `sources.${index}.id`, reason: 'twice', words: id.trim() }]
        : [],
    ),
    ...questions.flatMap(({ answer }, index) =>
      answer.flatMap((text) => inText(`questions.${index}.answer`, text)),
    ),
  ];
}

function lookAt(field: string, text: string, known: ReadonlySet<string>): SourceFault[] {
  const marks = [...text.matchAll(mark)].map(([, id = '']) => id);
  const unknown = marks.filter((id) => !known.has(id));
  const faults = unknown.map((id): SourceFault => ({ field, reason: 'unknown', words: id }));
  if (marks.length > unknown.length) return faults;
  const [figure] = findFigures(text);
  return figure ? [{ field, reason: 'unsourced', words: figure }, ...faults] : faults;
}

function lookAtEntry(
  path: string,
  { text, sourceId }: BackgroundDraft['timeline'][number],
  known: ReadonlySet<string>,
): SourceFault[] {
  const field = `${path}.sourceId`;
  if (sourceId) {
    return known.has(sourceId) ? [] : [{ field, reason: 'unknown', words: sourceId }];
  }
  const [figure] = findFigures(text);
  return figure ? [{ field, reason: 'unsourced', words: figure }] : [];
}
