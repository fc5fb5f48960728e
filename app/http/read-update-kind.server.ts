import { type UpdateKind, updateKinds } from '~/domain/updates/update';

/** The kind of an update that a form names; null for any other word. */
export function readUpdateKind(typed: string | undefined): UpdateKind | null {
  return updateKinds.find((kind) => kind === typed) ?? null;
}
