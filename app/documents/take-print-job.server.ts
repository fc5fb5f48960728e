import {
  doPrintJob,
  openSigner,
  type PrintJob,
  type SigningPlace,
} from '~/documents/print-job.server';
import type { PrintedLetter } from '~/domain/letters/press';

export type PrintAnswer = { printed: PrintedLetter } | { failed: string };

/** Prints one job for the process that started this one, and ends; ends with it, too. */
export function takePrintJob(): void {
  process.once('disconnect', () => process.exit());
  process.once('message', async (asked: { job: PrintJob; signing: SigningPlace }) => {
    const answer = await doPrintJob(asked.job, await openSigner(asked.signing)).then(
      (printed): PrintAnswer => ({ printed }),
      (error: Error): PrintAnswer => ({ failed: error.message }),
    );
    process.send?.(answer, () => process.disconnect());
  });
}
