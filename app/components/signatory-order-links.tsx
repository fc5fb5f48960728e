import { useTranslate } from './locale-context';

type WantedList = { query: string; country: string; sort: 'newest' | 'name'; after?: string };

/** The address of a part of the list; what is usual is left out. */
export function listAddress(path: string, { query, country, sort, after }: WantedList): string {
  const search = new URLSearchParams({
    ...(query && { q: query }),
    ...(country && { country }),
    ...(sort === 'name' && { sort }),
    ...(after && { after }),
  });
  return search.size > 0 ? `${path}?${search}` : path;
}

/** Newest first or by name: two links, the one in use marked as the current one. */
export function SignatoryOrderLinks({ path, wanted }: { path: string; wanted: WantedList }) {
  const t = useTranslate();
  const orders = [
    { sort: 'newest', label: t('signatories.newestFirst') },
    { sort: 'name', label: t('signatories.byName') },
  ] as const;
  return (
    <nav className="list-order" aria-label={t('signatories.order')}>
      <span aria-hidden="true">{t('signatories.order')}</span>
      <ul>
        {orders.map(({ sort, label }) => (
          <li key={sort}>
            <a
              href={listAddress(path, { ...wanted, sort, after: undefined })}
              aria-current={sort === wanted.sort ? 'true' : undefined}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
