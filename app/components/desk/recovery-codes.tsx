/** Ten codes to print or to keep as a file; the file is made in the page and asks nobody for it. */
export function RecoveryCodes(props: { codes: string[]; account: string; site: string }) {
  const { codes, account, site } = props;
  const text = [`Recovery codes for ${account} at ${site}. Each works once.`, '', ...codes, ''];
  return (
    <>
      <ol className="desk-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text.join('\n'))}`}
          download={`recovery-codes-${site.replaceAll(/[^a-z0-9.-]/gi, '-')}.txt`}
        >
          Download as text
        </a>
      </p>
    </>
  );
}
