import { useEffect, useState } from 'react';

/** Whether the page has come to life; what needs script appears only then. */
export function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  return hydrated;
}
