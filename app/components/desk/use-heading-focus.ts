import { useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * After a change of page without a reload, reading starts at the new heading, as it would with one.
 * For a component that stays while the pages in it change.
 */
export function useHeadingFocus(): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    document.querySelector<HTMLElement>('main h1')?.focus();
  }, [pathname]);
}
