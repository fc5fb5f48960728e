import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { seconds } from '~/primitives/duration';

/** While the worker is busy the page looks again by itself; without script a link does it. */
export function useFreshFigures(busy: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!busy || state !== 'idle') return;
    const timer = setTimeout(revalidate, seconds(2));
    return () => clearTimeout(timer);
  }, [busy, state, revalidate]);
}
