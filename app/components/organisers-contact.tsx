/** Whom to write to, line by line, as the letter says it; nothing where it names nobody. */
export function OrganisersContact({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <address className="organisers-contact">
      {lines.map((line) => (
        <span key={line}>
          <bdi>{line}</bdi>
          <br />
        </span>
      ))}
    </address>
  );
}
