type Check = {
  key: string;
  state: 'ok' | 'warn' | 'fail';
  title: string;
  found: string;
  todo: string | null;
};

const words = { ok: 'Passed', warn: 'Look at it', fail: 'Failed' } as const;

/** Everything that was looked at, in view: how it came out, and what to do. */
export function DossierChecks({ checks }: { checks: Check[] }) {
  const failed = checks.filter(({ state }) => state === 'fail').length;
  return (
    <section aria-labelledby="checks-heading">
      <h2 id="checks-heading">Checks</h2>
      <p>
        {failed === 0
          ? 'Nothing stands in the way.'
          : failed === 1
            ? 'One check failed. The letter is not sent before it passes.'
            : `${failed} checks failed. The letter is not sent before they pass.`}
      </p>
      <ul className="desk-dossier-checks">
        {checks.map(({ key, state, title, found, todo }) => (
          <li key={key} className={`desk-dossier-check-${state}`}>
            <strong>
              {words[state]} – {title}:
            </strong>{' '}
            {found} {todo}
          </li>
        ))}
      </ul>
    </section>
  );
}
