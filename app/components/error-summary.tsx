import { useTranslate } from './locale-context';

export type SummaryItem = { href: string; text: string };

/** Takes the focus when a refused form comes back, and leads to each field. */
export function ErrorSummary({ items }: { items: SummaryItem[] }) {
  const t = useTranslate();
  if (items.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: the page was sent because of these errors
    <div className="error-summary" tabIndex={-1} autoFocus>
      <div role="alert">
        <h2>{t('form.problem')}</h2>
        <ul>
          {items.map((item) => (
            <li key={item.href}>
              <a href={item.href}>{item.text}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
