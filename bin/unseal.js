// @ts-check
import { parentPort, workerData } from 'node:worker_threads';
import { createSealsOpener } from '../app/primitives/open-seal.js';

const openSeals = createSealsOpener(workerData.keys);

/** A thread that has keys and nothing else, and writes what it opens over what it was given. */
parentPort?.on('message', ({ scope, shared, length, places }) => {
  try {
    const opened = openSeals({ scope, bytes: new Uint8Array(shared, 0, length), places });
    new Uint8Array(shared).set(opened);
    parentPort?.postMessage({ length: opened.length });
  } catch (fault) {
    parentPort?.postMessage({ fault });
  }
});
