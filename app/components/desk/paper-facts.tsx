import type { PaperBatchState, SealedBatch } from '~/domain/paper/paper-batch';
import { FactList } from './fact-list';
import { writeCount } from './figures';
import type { Moment } from './moments';
import { paperStateLabels } from './paper-labels';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';

export type ShownBatch = {
  id: string;
  number: number;
  state: PaperBatchState;
  from: string;
  until: string;
  country: string | null;
  onSheets: number;
  valid: number;
  about: SealedBatch | null;
  enteredBy: string;
  enteredAt: Moment;
  verifiedBy: string | null;
  verifiedAt: Moment | null;
  withdrawnBy: string | null;
  withdrawnAt: Moment | null;
  withdrawnReason: string | null;
};

/** Everything that is on record about a batch, with who did what. */
export function PaperFacts({ batch, zone }: { batch: ShownBatch; zone: string }) {
  const { about, from, until } = batch;
  const erased = 'erased after its time';
  const step = (at: Moment, by: string | null) => (
    <>
      <TimeOf moment={at} /> ({zone}), {by}
    </>
  );
  return (
    <FactList
      facts={[
        {
          term: 'State',
          value: <StateTag state={batch.state} label={paperStateLabels[batch.state]} />,
        },
        { term: 'Signatures on the sheets', value: writeCount(batch.onSheets) },
        { term: 'Judged valid', value: writeCount(batch.valid) },
        { term: 'Collected', value: from === until ? from : `${from} – ${until}` },
        { term: 'Where', value: about?.place ?? erased },
        { term: 'By whom', value: about?.collector ?? erased },
        { term: 'Country', value: batch.country ?? 'not known, or several' },
        ...(about?.note ? [{ term: 'Note', value: about.note }] : []),
        { term: 'Entered', value: step(batch.enteredAt, batch.enteredBy) },
        ...(batch.verifiedAt
          ? [{ term: 'Verified', value: step(batch.verifiedAt, batch.verifiedBy) }]
          : []),
        ...(batch.withdrawnAt
          ? [
              { term: 'Withdrawn', value: step(batch.withdrawnAt, batch.withdrawnBy) },
              { term: 'Why', value: batch.withdrawnReason ?? erased },
            ]
          : []),
      ]}
    />
  );
}
