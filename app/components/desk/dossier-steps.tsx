import { Link } from '@remix-run/react';

export type DossierStepView = { name: string; label: string; note: string | null };

/** The steps of a dossier in their order; each is a page of its own, and none locks another. */
export function DossierSteps(props: { steps: DossierStepView[]; current: string; base: string }) {
  const { steps, current, base } = props;
  return (
    <nav className="desk-dossier-steps" aria-label="Steps of this delivery">
      <ol>
        {steps.map(({ name, label, note }) => (
          <li key={name}>
            <Link to={`${base}?step=${name}`} aria-current={name === current ? 'step' : undefined}>
              {label}
              {note ? <span className="desk-soft"> ({note})</span> : null}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The way to the step after this one. */
export function NextStep(props: { steps: DossierStepView[]; current: string; base: string }) {
  const { steps, current, base } = props;
  const next = steps[steps.findIndex(({ name }) => name === current) + 1];
  if (!next) return null;
  return (
    <p>
      <Link className="desk-button desk-button-plain" to={`${base}?step=${next.name}`}>
        Next: {next.label}
      </Link>
    </p>
  );
}
