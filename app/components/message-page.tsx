import type { ReactNode } from 'react';

/** A page with one thing to say and, under it, what to do next. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="container page narrow">
      <h1>{title}</h1>
      {children}
    </div>
  );
}

/** Leads back to the letter from any of its other pages. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className="back-link">
      <a href={href}>{children}</a>
    </p>
  );
}
