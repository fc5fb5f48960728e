import { CheckField } from './check-field';
import { CountryField } from './country-field';
import { describedBy, Field } from './field';
import { type FieldFault, faultText } from './form-faults';
import { useTranslate } from './locale-context';
import { RadioSet } from './radio-set';
import { emailInput, nameInput, TextField } from './text-field';
import { visibilityChoices } from './visibility-choices';

export type Answers = Readonly<Record<string, string | undefined>>;

type SignatureFieldsProps = { answers: Answers; faults: FieldFault[]; withEmail: boolean };

/** The label of each field, as faults name it. */
export const signatureLabels = {
  name: 'field.name',
  email: 'field.email',
  visibility: 'field.visibility',
  title: 'field.title',
  affiliation: 'field.affiliation',
  country: 'field.country',
  comment: 'field.comment',
} as const;

type Labelled = keyof typeof signatureLabels;

/** What a person is asked when signing, and again when correcting the signature. */
export function SignatureFields({ answers, faults, withEmail }: SignatureFieldsProps) {
  const t = useTranslate();
  const field = (name: Labelled) => {
    const fault = faults.find((candidate) => candidate.field === name);
    const label = t(signatureLabels[name]);
    return { id: `sign-${name}`, label, error: fault ? faultText(t, fault, label) : undefined };
  };
  const optional = (name: Labelled) => {
    const known = field(name);
    return { ...known, label: t('form.optional', { label: known.label }) };
  };
  const { label: legend, ...visibility } = field('visibility');
  return (
    <>
      <TextField {...field('name')} name="name" value={answers.name} input={nameInput} />
      {withEmail ? (
        <TextField {...field('email')} name="email" value={answers.email} input={emailInput} />
      ) : null}
      <RadioSet
        {...visibility}
        legend={legend}
        hint={t('field.visibility.hint')}
        name="visibility"
        value={answers.visibility}
        choices={visibilityChoices(t)}
      />
      <TextField
        {...optional('affiliation')}
        hint={t('field.affiliation.hint')}
        name="affiliation"
        value={answers.affiliation}
        input={{ autoComplete: 'organization-title', maxLength: 120 }}
      />
      <CountryField
        {...optional('country')}
        value={answers.country}
        nothing={t('form.noCountry')}
      />
      <MoreSignatureFields answers={answers} optional={optional} />
    </>
  );
}

type OptionalField = (name: Labelled) => { id: string; label: string; error?: string };

/** Folded away, because most people have nothing to say here. */
function MoreSignatureFields(props: { answers: Answers; optional: OptionalField }) {
  const t = useTranslate();
  const { answers, optional } = props;
  const title = { ...optional('title'), hint: t('field.title.hint') };
  const comment = { ...optional('comment'), hint: t('field.comment.hint') };
  const open = Boolean(
    title.error || comment.error || answers.title || answers.comment || answers.updates,
  );
  return (
    <details className="more-fields" open={open}>
      <summary>{t('sign.more')}</summary>
      <TextField
        {...title}
        name="title"
        value={answers.title}
        input={{ autoComplete: 'honorific-prefix', maxLength: 120 }}
      />
      <Field {...comment}>
        <textarea
          className="control"
          id={comment.id}
          name="comment"
          rows={4}
          maxLength={1000}
          defaultValue={answers.comment}
          aria-invalid={comment.error ? true : undefined}
          aria-describedby={describedBy(comment)}
        />
      </Field>
      <CheckField
        id="sign-updates"
        name="updates"
        label={t('field.updates')}
        checked={Boolean(answers.updates)}
      />
    </details>
  );
}
