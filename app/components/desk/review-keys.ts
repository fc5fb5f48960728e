import { useCallback, useEffect, useRef, useState } from 'react';

const stored = 'review-keys';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio')
  );
}

function readChoice(): boolean {
  try {
    return localStorage.getItem(stored) !== 'off';
  } catch {
    return true;
  }
}

function keepChoice(on: boolean): void {
  try {
    localStorage.setItem(stored, on ? 'on' : 'off');
  } catch {
    // Where nothing may be stored the choice lasts for this page.
  }
}

/**
 * Single-letter keys for a page of decisions; `on` is null until the script has looked at what this
 * browser chose. They can be switched off (WCAG 2.2, 2.1.4) and never act while somebody types.
 */
export function useReviewKeys(actions: Record<string, () => void>) {
  const [on, setOn] = useState<boolean | null>(null);
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => setOn(readChoice()), []);
  useEffect(() => {
    if (!on) return;
    function press(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act || event.repeat) return;
      event.preventDefault();
      act();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
  const toggle = useCallback(() => {
    setOn((before) => {
      keepChoice(!before);
      return !before;
    });
  }, []);
  return { on, toggle };
}
