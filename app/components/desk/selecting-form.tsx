import { Form, Link } from '@remix-run/react';
import { type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { writeCount } from './figures';

function boxesOf(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>('input[name=tick]') ?? [])];
}

/**
 * The form around the table: what is ticked, or all that the view finds, becomes a selection. Without
 * script a link loads the page with every box ticked.
 */
export function SelectingForm(props: {
  here: string;
  total: { count: number; more: boolean };
  rows: number;
  allTicked: boolean;
  children: ReactNode;
}) {
  const { here, total, rows, allTicked, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const [ticked, setTicked] = useState(allTicked ? rows : 0);
  const look = () => setTicked(boxesOf(form.current).filter(({ checked }) => checked).length);
  function tickAll(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const every = ticked < rows;
    for (const box of boxesOf(form.current)) box.checked = every;
    look();
  }
  const link = here === '?' ? '?tick=page' : `${here}&tick=page`;
  return (
    <Form method="post" action={here} ref={form} onChange={look} className="desk-selecting">
      {children}
      <section className="desk-bulk" aria-label="What is ticked">
        <p aria-live="polite">
          {ticked === 0 ? 'Nothing is ticked.' : `${writeCount(ticked)} ticked on this page.`}
        </p>
        <Link to={link} onClick={tickAll} preventScrollReset className="desk-bulk-link">
          {ticked === rows ? 'Untick the page' : `Tick all ${rows} on this page`}
        </Link>
        <button type="submit" name="intent" value="select" className="desk-button">
          Go on with what is ticked
        </button>
        <button type="submit" name="intent" value="select-all" className="desk-button-quiet">
          {total.more ? 'Select all that match' : `Select all ${writeCount(total.count)} matching`}
        </button>
      </section>
    </Form>
  );
}
