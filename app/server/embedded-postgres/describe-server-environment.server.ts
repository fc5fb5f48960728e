/** English messages (we quote them), no PG… variables of the caller, and where the system keeps programs and libraries. */
export function describeServerEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, LD_LIBRARY_PATH, TMPDIR } = process.env;
  return { NODE_ENV, PATH, LD_LIBRARY_PATH, TMPDIR, LC_ALL: 'C', TZ: 'UTC' };
}
