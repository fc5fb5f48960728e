import { useEffect } from 'react';

/** Puts the cursor where the address points: an item that was just added or moved. */
export function useHashFocus(): void {
  useEffect(() => {
    const id = decodeURIComponent(window.location.hash.slice(1));
    if (id) document.getElementById(id)?.focus();
  }, []);
}
