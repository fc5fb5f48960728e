import { Link } from '@remix-run/react';

/** One thing for a person to look at; `to` is the page where it can be dealt with. */
export type AttentionItem = { text: string; link: string; to: string };

export function AttentionList({ items }: { items: AttentionItem[] }) {
  return (
    <section aria-labelledby="attention-heading">
      <h2 id="attention-heading">Needs attention</h2>
      {items.length > 0 ? (
        <ul className="desk-attention">
          {items.map(({ text, link, to }) => (
            <li key={text}>
              {text} <Link to={to}>{link}</Link>
            </li>
          ))}
        </ul>
      ) : (
        <p>Nothing right now.</p>
      )}
    </section>
  );
}
