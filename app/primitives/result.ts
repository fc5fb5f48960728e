/** What a use case returns: an answer, or an expected refusal with its reason. Bugs throw. */
export type Result<Value extends object, Reason extends string> =
  | ({ ok: true } & Value)
  | { ok: false; reason: Reason };
