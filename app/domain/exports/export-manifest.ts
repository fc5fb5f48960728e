import type { ExportChoice } from './export';

type Manifest = Pick<ExportChoice, 'what' | 'preset' | 'format' | 'timeZone' | 'recipient'> & {
  id: string;
  slug: string;
  /** Only what a view of the table found. */
  narrowed: boolean;
  fileName: string;
  at: Date;
  rows: number;
  countedOnly: number | null;
  bytes: number;
  sha256: Buffer;
};

/**
 * What stands beside a file, as text that `sha256sum --check` reads: its hash and name, and above
 * them as comments what it holds. It names nobody.
 */
export function writeManifest(manifest: Manifest): string {
  const { id, slug, what, preset, format, narrowed, rows, countedOnly, bytes, sha256 } = manifest;
  const facts: [string, string | number][] = [
    ['letter', slug],
    ['export', id],
    ['what', `${what}, ${preset}, ${format}`],
    ['rows', rows],
    ...(countedOnly === null ? [] : ([['counted only', countedOnly]] as [string, number][])),
    ['narrowed by a view of the table', narrowed ? 'yes' : 'no'],
    ['time zone', manifest.timeZone],
    ['encrypted', manifest.recipient ? 'to an age recipient' : 'no'],
    ['bytes', bytes],
    ['asked for', manifest.at.toISOString()],
  ];
  const lines = facts.map(([name, value]) => `# ${name}: ${value}`);
  return `${[...lines, `${sha256.toString('hex')}  ${manifest.fileName}`].join('\n')}\n`;
}
