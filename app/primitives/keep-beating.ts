/**
 * Calls `beat` every so many milliseconds until it answers that the work is not wanted any more, or
 * `stop` is called. A beat that fails decides nothing.
 */
export function keepBeating(beat: () => Promise<boolean>, every: number) {
  let unwanted = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  async function once(): Promise<void> {
    unwanted = !(await beat().catch(() => true));
    if (!stopped && !unwanted) timer = setTimeout(once, every);
  }
  timer = setTimeout(once, every);
  return {
    unwanted: () => unwanted,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
