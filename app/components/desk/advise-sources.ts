import type { BackgroundDraft } from '~/domain/letters/background-draft';
import { findUnsourced, type SourceFault } from '~/domain/letters/find-unsourced';
import type { TextContent } from '~/domain/letters/text-kind';

function say({ field, reason, words }: SourceFault): string {
  switch (reason) {
    case 'twice':
      return `two sources have the mark [^${words}]; give one of them another.`;
    case 'unknown':
      return field.endsWith('.sourceId')
        ? `there is no source “${words}” any more; choose another.`
        : `[^${words}] points to no source; add it, or correct the mark.`;
    case 'unsourced':
      return field.endsWith('.sourceId')
        ? `the entry has a figure (${words}); choose its source.`
        : `the figure ${words} needs its source: write its mark, such as [^source-1], behind it, in the same paragraph.`;
  }
}

/** What a background needs before it can be published, by the control that it is about. */
export function adviseSources(content: TextContent): Record<string, string> {
  const advice: Record<string, string> = {};
  for (const fault of findUnsourced(content as BackgroundDraft)) {
    const before = advice[fault.field];
    advice[fault.field] = before ? `${before} And ${say(fault)}` : say(fault);
  }
  return advice;
}
