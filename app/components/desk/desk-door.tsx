import type { ReactNode } from 'react';

/** The frame of the pages in front of the sign-in: a name, a heading, nothing else. */
export function DeskDoor({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="desk desk-door">
      <header className="desk-masthead">
        <p className="desk-name">
          Undersigned <span>Organiser’s desk</span>
        </p>
      </header>
      <main id="main" className="desk-main">
        <h1 tabIndex={-1}>{title}</h1>
        {children}
      </main>
    </div>
  );
}
