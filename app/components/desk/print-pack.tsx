import type { PrintFacts, SeparateAnnex } from '~/domain/letters/press';
import { writeCount, writeSize } from './figures';

/** Two pages at most are what a ministry takes as a letter. */
const mostLetterPages = 2;

type Printed = { annex: SeparateAnnex | null; printed: PrintFacts | null };

/** What was seen while the copy was printed, in facts that pass or do not. */
export function printFactsOf({ annex, printed }: Printed) {
  const annexFacts = annex
    ? [
        {
          term: 'Annex A',
          value: `a document of its own, ${writeSize(annex.bytes)}: with its names the mail would be too large`,
        },
        { term: 'SHA-256 of Annex A', value: <code>{annex.hash}</code> },
      ]
    : [];
  if (!printed) return annexFacts;
  const long = Object.entries(printed.letterPages).filter(([, pages]) => pages > mostLetterPages);
  const lengths = long.map(([locale, pages]) => `${locale}: ${pages} pages`).join(', ');
  return [
    ...annexFacts,
    {
      term: 'Length',
      value:
        long.length === 0
          ? 'Passed: the letter is on two pages at most in each language'
          : `Not passed: longer than two pages even in the smallest type (${lengths}). Shorten the text, or send it as it is`,
    },
    {
      term: 'Characters',
      value:
        printed.undrawn === 0
          ? 'Passed: every character was drawn'
          : `Not passed: ${writeCount(printed.undrawn)} have no letter in the fonts. They show as a mark and copy out as typed`,
    },
  ];
}

/** The downloads that go with the letter on paper. */
export function PrintPack({ base, annex }: { base: string; annex: SeparateAnnex | null }) {
  return (
    <>
      {annex ? (
        <li>
          <a href={`${base}/annex`} download>
            Annex A (PDF, {writeSize(annex.bytes)})
          </a>
        </li>
      ) : null}
      <li>
        <a href={`${base}/print-pack.zip`} download>
          Print pack for handing over: cover sheet, letter, annex, envelope, hashes (ZIP)
        </a>
      </li>
    </>
  );
}
