import { type RefObject, useEffect, useState } from 'react';
import { readTextForm } from '~/domain/letters/text-form';
import type { TextContent, TextKind } from '~/domain/letters/text-kind';

/** Words about the fields of a text by their paths. */
export type Advise = (content: TextContent) => Record<string, string>;

const none: Advise = () => ({});

/** What is to be said about the text as it is loaded, and anew whenever a field is left. */
export function useAdvice(
  form: RefObject<HTMLFormElement>,
  { kind, content, advise = none }: { kind: TextKind; content: TextContent; advise?: Advise },
): Record<string, string> {
  const [advice, setAdvice] = useState(() => advise(content));
  useEffect(() => {
    const element = form.current;
    if (!element || advise === none) return;
    const look = () => setAdvice(advise(readTextForm(kind, fieldsOf(element)).content));
    element.addEventListener('change', look);
    return () => element.removeEventListener('change', look);
  }, [form, kind, advise]);
  return advice;
}

function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const written = [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(written);
}
