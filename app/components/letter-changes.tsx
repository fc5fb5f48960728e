import type { DiffLine, DiffPart, FieldDiff } from '~/domain/versions/diff-letter-texts';
import type { Locale } from '~/i18n/locale';
import { useTranslate } from './locale-context';

/** Each with a key of its own: where it begins. */
function placed<Item>(items: Item[], lengthOf: (item: Item) => number): [number, Item][] {
  let at = 0;
  return items.map((item) => {
    const here = at;
    at += lengthOf(item) + 1;
    return [here, item];
  });
}

const lineLength = (line: DiffLine) => line.reduce((sum, { text }) => sum + text.length, 0);

/**
 * What was added and removed, word by word; said in words for readers who hear the page. `lang` is
 * the language of the text where the page speaks another.
 */
export function LetterChanges({ fields, lang }: { fields: FieldDiff[]; lang?: Locale }) {
  const t = useTranslate();
  if (fields.length === 0) return <p>{t('diff.none')}</p>;
  return (
    <div className="changes">
      <p className="soft">{t('diff.legend')}</p>
      <dl>
        {fields.map(({ field, lines }) => (
          <div key={field}>
            <dt>{t(`diff.field.${field}`)}</dt>
            <dd>
              {placed(lines, lineLength).map(([at, line]) => (
                <p key={at} lang={lang}>
                  {placed(line, ({ text }) => text.length).map(([place, part]) => (
                    <Part key={place} part={part} />
                  ))}
                </p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Part({ part }: { part: DiffPart }) {
  const t = useTranslate();
  if (part.change === 'same') return part.text;
  const Element = part.change === 'added' ? 'ins' : 'del';
  return (
    <Element>
      <span className="visually-hidden">{t(`diff.${part.change}`)} </span>
      {part.text}
      <span className="visually-hidden"> {t('diff.end')} </span>
    </Element>
  );
}
