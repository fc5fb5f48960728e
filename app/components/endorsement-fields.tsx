import { furtherLocales, nameFields } from '~/domain/endorsements/organisation-names';
import type { Translate } from '~/i18n/translator';
import type { SummaryItem } from './error-summary';
import { describedBy, Field, type FieldProps } from './field';
import { type FieldFault, faultText } from './form-faults';
import { useTranslate } from './locale-context';
import { RadioSet } from './radio-set';
import type { Answers } from './signature-fields';
import { nameInput, TextField } from './text-field';

/** What is typed into some fields, and what was wrong with it. */
export type FieldsProps = { answers: Answers; faults: FieldFault[] };

const labels = {
  organisation: 'field.organisation',
  organisationEn: 'field.organisationEn',
  nameKo: 'field.nameKo',
  nameUk: 'field.nameUk',
  statement: 'field.statement',
  country: 'field.country',
  website: 'field.website',
  representative: 'field.representative',
  role: 'field.role',
  email: 'field.workEmail',
  logo: 'field.logo',
  showRepresentative: 'field.showRepresentative',
  authorised: 'field.authorisedShort',
  newsPrivacyUrl: 'field.newsPrivacyUrl',
  answer: 'myEndorsement.answer',
} as const;

type EndorseField = keyof typeof labels;

export function endorseField(t: Translate, faults: FieldFault[], name: EndorseField) {
  const fault = faults.find((candidate) => candidate.field === name);
  const label = t(labels[name]);
  return { id: `endorse-${name}`, label, error: fault ? faultText(t, fault, label) : undefined };
}

/** The faults of the form as links to its fields. */
export function endorseSummary(t: Translate, faults: FieldFault[]): SummaryItem[] {
  return faults.map((fault) => ({
    href: `#endorse-${fault.field}`,
    text: faultText(t, fault, t(labels[fault.field as EndorseField] ?? 'field.organisation')),
  }));
}

function optional(t: Translate, field: FieldProps): FieldProps {
  return { ...field, label: t('form.optional', { label: field.label }) };
}

/** The two names that every organisation gives. */
export function OrganisationNameFields({ answers, faults }: FieldsProps) {
  const t = useTranslate();
  return (
    <>
      <TextField
        {...endorseField(t, faults, 'organisation')}
        hint={t('field.organisation.hint')}
        name="organisation"
        value={answers.organisation}
        input={{ autoComplete: 'organization', maxLength: 120, spellCheck: false }}
      />
      <TextField
        {...endorseField(t, faults, 'organisationEn')}
        name="organisationEn"
        value={answers.organisationEn}
        input={{ maxLength: 120, spellCheck: false }}
      />
    </>
  );
}

/** Folded away, because most organisations have nothing to say here. */
export function MoreEndorsementFields({ answers, faults }: FieldsProps) {
  const t = useTranslate();
  const folded = [...Object.values(nameFields), 'statement'] as const;
  const open = folded.some(
    (name) => answers[name] || faults.some((candidate) => candidate.field === name),
  );
  const statement = {
    ...optional(t, endorseField(t, faults, 'statement')),
    hint: t('field.statement.hint'),
  };
  return (
    <details className="more-fields" open={open}>
      <summary>{t('endorse.more')}</summary>
      {furtherLocales.map((locale) => (
        <TextField
          key={locale}
          {...optional(t, endorseField(t, faults, nameFields[locale]))}
          hint={t('field.furtherName.hint')}
          name={nameFields[locale]}
          value={answers[nameFields[locale]]}
          input={{ lang: locale, maxLength: 400, spellCheck: false, autoComplete: 'off' }}
        />
      ))}
      <Field {...statement}>
        <textarea
          className="control"
          id={statement.id}
          name="statement"
          rows={4}
          maxLength={2000}
          dir="auto"
          defaultValue={answers.statement}
          aria-invalid={statement.error ? true : undefined}
          aria-describedby={describedBy(statement)}
        />
      </Field>
    </details>
  );
}

export function RepresentativeFields({ answers, faults }: FieldsProps) {
  const t = useTranslate();
  return (
    <>
      <TextField
        {...endorseField(t, faults, 'representative')}
        name="representative"
        value={answers.representative}
        input={nameInput}
      />
      <TextField
        {...endorseField(t, faults, 'role')}
        name="role"
        value={answers.role}
        input={{ autoComplete: 'organization-title', maxLength: 120 }}
      />
    </>
  );
}

export function ShowRepresentativeField({ answers, faults }: FieldsProps) {
  const t = useTranslate();
  const { label, ...field } = endorseField(t, faults, 'showRepresentative');
  return (
    <RadioSet
      {...field}
      legend={label}
      name="showRepresentative"
      value={answers.showRepresentative}
      choices={[
        { value: 'yes', label: t('endorse.show.yes') },
        { value: 'no', label: t('endorse.show.no') },
      ]}
    />
  );
}

/** `hadLogo`: one was chosen, and the browser cannot be told to choose it again. */
export function LogoField(props: { faults: FieldFault[]; hadLogo: boolean; hint?: string }) {
  const t = useTranslate();
  const hints = [t('field.logo.hint'), props.hint, props.hadLogo ? t('field.logo.again') : ''];
  const field = {
    ...optional(t, endorseField(t, props.faults, 'logo')),
    hint: hints.filter(Boolean).join(' · '),
  };
  return (
    <Field {...field}>
      <input
        className="control control-file"
        type="file"
        id={field.id}
        name="logo"
        accept="image/png,image/jpeg,image/webp"
        aria-invalid={field.error ? true : undefined}
        aria-describedby={describedBy(field)}
      />
    </Field>
  );
}
