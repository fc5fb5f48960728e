import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PrintJob, SigningPlace } from '~/documents/print-job.server';
import type { PrintAnswer } from '~/documents/take-print-job.server';
import type { PrintedLetter } from '~/domain/letters/press';
import { minutes } from '~/primitives/duration';

const entry = fileURLToPath(new URL('../../bin/print.js', import.meta.url));
const atMost = minutes(15);
let last: Promise<unknown> = Promise.resolve();

/**
 * Prints in a process of its own, so that very many names hold up nobody here, and one job after the
 * other, so that they do not take the machine. Throws when that process cannot.
 */
export function printElsewhere(job: PrintJob, signing: SigningPlace): Promise<PrintedLetter> {
  const turn = last.then(() => printNow(job, signing));
  last = turn.catch(() => undefined);
  return turn;
}

function printNow(job: PrintJob, signing: SigningPlace): Promise<PrintedLetter> {
  return new Promise((resolve, reject) => {
    const child = fork(entry, [], {
      execArgv: memoryFor(job.snapshot.signatories.length),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const deadline = setTimeout(() => child.kill('SIGKILL'), atMost);
    child.once('message', (answer: PrintAnswer) => {
      if ('failed' in answer) reject(new Error(`a document was not printed: ${answer.failed}`));
      else resolve(withBuffers(answer.printed));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(deadline);
      reject(new Error(`the process that printed a document ended: ${signal ?? code}`));
    });
    child.send({ job, signing }, (error) => {
      if (error) reject(error);
    });
  });
}

/** Keeps memory near what the names need, instead of near what the machine has. */
function memoryFor(names: number): string[] {
  return [`--max-old-space-size=${160 + Math.ceil(names / 1000)}`, '--max-semi-space-size=8'];
}

/** Between processes a Buffer may arrive as the array of bytes that it is. */
function withBuffers(printed: PrintedLetter): PrintedLetter {
  const { letter, annex, facts } = printed;
  const whole = ({ bytes, hash }: PrintedLetter['letter']) => ({ bytes: Buffer.from(bytes), hash });
  return { letter: whole(letter), annex: annex && whole(annex), facts };
}
