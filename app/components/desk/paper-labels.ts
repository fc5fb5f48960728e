import type { PaperBatchState } from '~/domain/paper/paper-batch';

export const paperStateLabels: Record<PaperBatchState, string> = {
  entered: 'entered, not verified',
  verified: 'verified',
  withdrawn: 'withdrawn',
};
