/** The system's error code (`ENOENT`, `EACCES`, …) of a thrown value, or null. */
export function readErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
