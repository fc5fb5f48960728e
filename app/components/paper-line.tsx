import type { PaperCounts } from '~/domain/paper/paper-batch';
import { useTranslate } from './locale-context';

/** Signatures on paper stand in a line of their own and are never added to the others. */
export function PaperLine({ paper }: { paper: PaperCounts }) {
  const t = useTranslate();
  if (paper.batches === 0) return null;
  return (
    <p className="soft">{t('count.paper', { n: paper.signatures, batches: paper.batches })}</p>
  );
}
