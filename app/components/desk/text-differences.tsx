import type { FieldDifference } from '~/domain/letters/compare-texts.server';
import type { Locale } from '~/i18n/locale';
import { textLabel } from './text-labels';

/** What differs between two texts, in words: struck through what was, underlined what is new. */
export function TextDifferences({
  differences,
  locale,
}: {
  differences: FieldDifference[];
  locale: Locale;
}) {
  return (
    <dl className="editor-differences">
      {differences.map(({ field, words }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what went and what came may have one place
        <div key={index}>
          <dt>{textLabel(field)}</dt>
          <dd lang={locale}>
            {words.map((part, at) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have only their order
              if (part.in === 'before') return <del key={at}>{part.text}</del>;
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have only their order
              if (part.in === 'after') return <ins key={at}>{part.text}</ins>;
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have only their order
              return <span key={at}>{part.text}</span>;
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
