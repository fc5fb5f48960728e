import type { MessageKey, Translate } from '~/i18n/translator';

/** Why one answer cannot be taken; the code is what the schema said. */
export type FieldFault = { field: string; code: string };

type Issues = { issues: readonly { path: readonly PropertyKey[]; message: string }[] };

/** The first fault of every field, in the order in which the schema lists the fields. */
export function faultsOf(error: Issues): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!faults.has(field)) faults.set(field, { field, code: issue.message });
  }
  return [...faults.values()];
}

const wordings: Record<string, MessageKey> = {
  'name-empty': 'fault.nameEmpty',
  'name-not-a-name': 'fault.notAName',
  'latin-name': 'fault.latinName',
  'latin-name-empty': 'fault.latinNameEmpty',
  'name-too-long': 'fault.nameTooLong',
  'text-too-long': 'fault.tooLong',
  'text-link': 'fault.link',
  'email-empty': 'fault.emailEmpty',
  'email-format': 'fault.emailFormat',
  'email-same': 'fault.emailSame',
  'email-too-often': 'fault.emailTooOften',
  'visibility-missing': 'fault.visibilityMissing',
  'country-unknown': 'fault.countryUnknown',
  'country-empty': 'fault.countryEmpty',
  'comment-too-long': 'fault.commentTooLong',
  'organisation-empty': 'fault.organisationEmpty',
  'organisation-en-empty': 'fault.organisationEnEmpty',
  'website-format': 'fault.websiteFormat',
  'representative-empty': 'fault.nameEmpty',
  'role-empty': 'fault.roleEmpty',
  'show-representative-missing': 'fault.showRepresentativeMissing',
  'authorised-missing': 'fault.authorisedMissing',
  'logo-unreadable': 'fault.logoUnreadable',
  'logo-too-large': 'fault.logoTooLarge',
  'wrong-code': 'fault.wrongCode',
  'text-changed': 'fault.textChanged',
  'too-many-codes': 'fault.tooManyCodes',
  'answer-empty': 'fault.answerEmpty',
  'answer-too-long': 'fault.answerTooLong',
  'statement-too-long': 'fault.statementTooLong',
  'privacy-url-format': 'fault.privacyUrlFormat',
  'nothing-changed': 'fault.nothingChanged',
  'report-reason-missing': 'fault.reportReasonMissing',
  'report-too-long': 'fault.reportTooLong',
  'report-words-missing': 'fault.reportWordsMissing',
  closed: 'status.closed',
};

/** What the page says about a fault, the same words beside the field and in the summary. */
export function faultText(t: Translate, fault: FieldFault, label: string): string {
  return t(wordings[fault.code] ?? 'fault.unusable', { field: label });
}
