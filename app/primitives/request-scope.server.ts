import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<string>();

/** Does some work as part of a request: what it causes is noted under the request's id. */
export function asRequest<Outcome>(requestId: string, work: () => Outcome): Outcome {
  return scope.run(requestId, work);
}

/** The id of the request that this work is part of; null for commands, jobs and the like. */
export function currentRequestId(): string | null {
  return scope.getStore() ?? null;
}
