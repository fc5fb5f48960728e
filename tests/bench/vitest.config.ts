import { defineConfig } from 'vitest/config';
import base from '../../vitest.config';

/** Long or timing-dependent runs, started by hand: `npm run bench`, `npm run bench fuzz`. */
export default defineConfig({
  ...base,
  root: new URL('../..', import.meta.url).pathname,
  test: {
    ...base.test,
    include: ['tests/bench/**/*.bench.ts'],
    exclude: [],
    testTimeout: 3_600_000,
    fileParallelism: false,
  },
});
