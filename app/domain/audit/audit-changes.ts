import { maskEmailAddress } from '~/primitives/email-address';

/** What the log may hold of anything: a state, a number, a time, a setting. No name of a person. */
export type AuditValue = string | number | boolean | null;

/** What changed, by field: the value before and the value after. */
export type AuditChanges = Record<string, [before: AuditValue, after: AuditValue]>;

type Given = AuditValue | Date;

function toValue(given: Given | undefined): AuditValue {
  return given instanceof Date ? given.toISOString() : (given ?? null);
}

/**
 * The fields in which two states differ, for an audit entry: `changed({role: 'editor'}, {role:
 * 'owner'})`. Name the fields that may be seen, never spread a row. Times become ISO 8601 in UTC; an
 * e-mail address is masked wherever it stands when the entry is written.
 */
export function changed<Field extends string>(
  before: Record<Field, Given>,
  after: Record<Field, Given>,
): AuditChanges {
  const fields = Object.keys(after) as Field[];
  const pairs = fields.map((field) => [field, toValue(before[field]), toValue(after[field])]);
  return Object.fromEntries(
    pairs.filter(([, was, is]) => was !== is).map(([field, was, is]) => [field, [was, is]]),
  );
}

const address = /[\w.!#$%&'*+=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+/gi;

/** A value in which every e-mail address reads `m•••@naver.com`. */
export function masked<Value extends AuditValue>(value: Value): AuditValue {
  return typeof value === 'string' ? value.replace(address, maskEmailAddress) : value;
}
