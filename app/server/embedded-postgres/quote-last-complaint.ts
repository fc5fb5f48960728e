/** The last FATAL or PANIC line (else the last line that is no hint) of PostgreSQL's output, without its time and process. */
export function quoteLastComplaint(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(HINT|DETAIL|\S+ removing|.*: removing)/.test(line));
  const fatal = lines.filter((line) => /\b(FATAL|PANIC|initdb: error):/.test(line)).at(-1);
  const line = fatal ?? lines.at(-1) ?? 'it ended without a word';
  return `"${line.replace(/^.*?(?=FATAL:|PANIC:|error:)|^but /, '').replace(/\s+/g, ' ')}".`;
}
