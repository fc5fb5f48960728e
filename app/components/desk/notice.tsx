import type { ReactNode } from 'react';

const words = { info: 'Note', ok: 'Done', warn: 'Warning' } as const;

/** A message that stays in the page; its kind is a word as well as a colour. */
export function Notice({ kind, children }: { kind: keyof typeof words; children: ReactNode }) {
  return (
    <div className={`desk-notice desk-notice-${kind}`}>
      <p>
        <strong>{words[kind]}:</strong> {children}
      </p>
    </div>
  );
}
