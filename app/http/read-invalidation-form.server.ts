import type { Refusal } from '~/components/desk/refusal-notice';
import {
  type InvalidationCriteria,
  invalidatableStates,
  mostNumbers,
} from '~/domain/invalidations/invalidation';
import { signingFlags } from '~/domain/protection/signing-flag';
import { canonicalRuleValue } from '~/domain/protection/signing-rule';
import { countryCodes } from '~/i18n/country-codes';
import { isLocale } from '~/i18n/locale';
import { parseLocalTime } from '~/primitives/local-time';
import type { FormFields } from './read-form.server';
import { readKey } from './read-signature-filter.server';

type Read =
  | { ok: true; criteria: InvalidationCriteria }
  | { ok: false; field: string; refusal: Refusal };

/** A field that holds something else than it should. */
class Unreadable extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

function given<Value>(
  fields: FormFields,
  field: string,
  read: (text: string) => Value | null | undefined,
  instead: string,
): Value | undefined {
  const text = (fields[field] ?? '').trim();
  if (!text) return undefined;
  const value = read(text);
  if (value === null || value === undefined) throw new Unreadable(field, instead);
  return value;
}

function readNumbers(text: string): number[] | null {
  const numbers = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((word) => readKey(word) ?? 0);
  return numbers.includes(0) || numbers.length > mostNumbers ? null : [...new Set(numbers)];
}

function readCriteria(fields: FormFields, timeZone: string): InvalidationCriteria {
  const time = (text: string) => parseLocalTime(text, timeZone)?.toISOString();
  const states = invalidatableStates.filter((state) => fields[`state-${state}`]);
  if (states.length === 0) throw new Unreadable('state-confirmed', 'Choose at least one state');
  return {
    states,
    mailDomain: given(
      fields,
      'mailDomain',
      (text) => canonicalRuleValue('mail-domain', text),
      'Write a mail domain like example.org',
    ),
    flag: given(
      fields,
      'flag',
      (text) => signingFlags.find((flag) => flag === text),
      'Choose a flag',
    ),
    signedFrom: given(fields, 'signedFrom', time, 'Write the beginning as a date and a time'),
    signedUntil: given(fields, 'signedUntil', time, 'Write the end as a date and a time'),
    sameNetworkAs: given(
      fields,
      'sameNetworkAs',
      (text) => readKey(text),
      'Write the number of a signature, as in the list of signatures',
    ),
    locale: given(fields, 'locale', (text) => (isLocale(text) ? text : null), 'Choose a language'),
    country: given(
      fields,
      'country',
      (text) => (countryCodes.has(text) ? text : null),
      'Choose a country',
    ),
    nameContains: given(
      fields,
      'nameContains',
      (text) => (text.length <= 100 ? text.normalize('NFC') : null),
      'Shorten the part of the name to 100 characters',
    ),
    numbers: given(
      fields,
      'numbers',
      readNumbers,
      `Write numbers of signatures, at most ${mostNumbers}, with spaces or commas between them`,
    ),
  };
}

/** The criteria of the form; times are read in the letter's zone. The first unreadable field is named. */
export function readInvalidationForm(fields: FormFields, timeZone: string): Read {
  try {
    return { ok: true, criteria: readCriteria(fields, timeZone) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { field, message } = error;
    const refusal = { title: 'Nothing was counted', text: message, fieldId: field };
    return { ok: false, field, refusal };
  }
}
