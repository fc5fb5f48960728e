import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { type Crumb, DeskBreadcrumb } from './desk-breadcrumb';
import type { DeskFrame } from './desk-frame';
import { DeskNavigation, type DeskSection } from './desk-navigation';

function Masthead({ organiser }: { organiser: DeskFrame['organiser'] }) {
  return (
    <header className="desk-masthead">
      <Link className="desk-name" to="/organise">
        Undersigned <span>Organiser’s desk</span>
      </Link>
      <div className="desk-who">
        <p>
          <Link to="/organise/account">{organiser.email}</Link>
          {organiser.role ? <span className="desk-soft"> ({organiser.role})</span> : null}
        </p>
        <Form method="post" action="/organise/sign-out" reloadDocument>
          <button type="submit" className="desk-button-quiet">
            Sign out
          </button>
        </Form>
      </div>
    </header>
  );
}

function ProtectNotice() {
  return (
    <p className="desk-protect">
      Whoever gets into your mailbox gets in here.{' '}
      <Link to="/organise/set-up">Protect your account</Link>; it takes two minutes.
    </p>
  );
}

function letterTrail(frame: DeskFrame, section: DeskSection | undefined): Crumb[] {
  if (!frame.letter) return [];
  const letters = { label: 'Letters', to: '/organise' };
  if (section === 'overview') return [letters];
  return [letters, { label: frame.letter.title, to: `/organise/letters/${frame.letter.slug}` }];
}

/** The frame of every page behind the sign-in: masthead, sections, breadcrumb, heading, content. */
export function DeskLayout(props: {
  frame: DeskFrame;
  title: string;
  section?: DeskSection;
  /** Further steps between the letter and this page. */
  trail?: Crumb[];
  children: ReactNode;
}) {
  const { frame, title, section, trail = [], children } = props;
  const steps = [...letterTrail(frame, section), ...trail];
  return (
    <div className="desk">
      <a className="desk-skip" href="#main">
        Skip to the content
      </a>
      <Masthead organiser={frame.organiser} />
      <div className={frame.letter ? 'desk-columns' : 'desk-single'}>
        {frame.letter && section ? (
          <DeskNavigation slug={frame.letter.slug} role={frame.organiser.role} current={section} />
        ) : null}
        <main id="main" className="desk-main" tabIndex={-1}>
          {steps.length > 0 ? <DeskBreadcrumb trail={steps} title={title} /> : null}
          {frame.letter?.demonstration ? (
            <p className="desk-demonstration">
              Demonstration data: the people and mailboxes here are invented.
            </p>
          ) : null}
          {frame.unprotected ? <ProtectNotice /> : null}
          <h1 tabIndex={-1}>{title}</h1>
          {children}
        </main>
      </div>
    </div>
  );
}
