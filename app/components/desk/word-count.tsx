import { type RefObject, useEffect, useState } from 'react';
import { countsAsWords, countWords, wordTarget } from '~/domain/letters/count-words';
import { writeCount } from './figures';

function countIn(form: HTMLFormElement): number {
  const texts = [...new FormData(form)].flatMap(([name, value]) =>
    countsAsWords(name) && typeof value === 'string' ? [value] : [],
  );
  return countWords(texts);
}

/** How long the letter is: as the server counted, and with script as it is being written. */
export function WordCount(props: { words: number; form: RefObject<HTMLFormElement> }) {
  const { form } = props;
  const [words, setWords] = useState(props.words);
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const count = () => setWords(countIn(element));
    count();
    element.addEventListener('input', count);
    return () => element.removeEventListener('input', count);
  }, [form]);
  const { aim, most } = wordTarget;
  const judged =
    words > most
      ? `more than ${most}: too long`
      : words > aim
        ? `a little over ${aim}`
        : `aim for ${aim}`;
  return (
    <p className={words > most ? 'editor-words editor-words-many' : 'editor-words'}>
      <strong>{writeCount(words)}</strong> {words === 1 ? 'word' : 'words'} ({judged})
    </p>
  );
}
