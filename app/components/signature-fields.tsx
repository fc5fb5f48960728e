import { promisedUpdates } from '~/domain/updates/update';
import { hasOtherLetters } from '~/primitives/latin-letters';
import { CheckField } from './check-field';
import { CountryField } from './country-field';
import { describedBy, Field } from './field';
import { type FieldFault, faultText } from './form-faults';
import { useTranslate } from './locale-context';
import { suggestEmailAddress } from './mailbox-hints';
import { RadioSet } from './radio-set';
import { emailInput, latinNameInput, nameInput, TextField } from './text-field';
import { visibilityChoices } from './visibility-choices';

export type Answers = Readonly<Record<string, string | undefined>>;

type SignatureFieldsProps = {
  answers: Answers;
  faults: FieldFault[];
  /** When signing the mailbox is asked for; afterwards it cannot change, but a spelling can come. */
  asks: 'email' | 'latin-name';
};

/** The label of each field, as faults name it. */
export const signatureLabels = {
  name: 'field.name',
  email: 'field.email',
  visibility: 'field.visibility',
  title: 'field.title',
  affiliation: 'field.affiliation',
  country: 'field.country',
  comment: 'field.comment',
  latinName: 'field.latinName',
} as const;

type Labelled = keyof typeof signatureLabels;

type OptionalField = (name: Labelled) => { id: string; label: string; error?: string };

/** What a person is asked when signing, and again when correcting the signature. */
export function SignatureFields({ answers, faults, asks }: SignatureFieldsProps) {
  const t = useTranslate();
  const field = (name: Labelled) => {
    const fault = faults.find((candidate) => candidate.field === name);
    const label = t(signatureLabels[name]);
    return { id: `sign-${name}`, label, error: fault ? faultText(t, fault, label) : undefined };
  };
  const optional: OptionalField = (name) => {
    const known = field(name);
    return { ...known, label: t('form.optional', { label: known.label }) };
  };
  const { label: legend, ...visibility } = field('visibility');
  const suggestion = faults.length > 0 ? suggestEmailAddress(answers.email ?? '') : null;
  return (
    <>
      <TextField {...field('name')} name="name" value={answers.name} input={nameInput} />
      {asks === 'email' ? (
        <TextField
          {...field('email')}
          hint={suggestion ? t('checkMail.didYouMean', { email: suggestion }) : undefined}
          name="email"
          value={answers.email}
          input={emailInput}
        />
      ) : null}
      {asks === 'latin-name' && wantsLatinName(answers) ? (
        <TextField
          {...optional('latinName')}
          hint={t('field.latinName.hint')}
          name="latinName"
          value={answers.latinName}
          input={latinNameInput}
        />
      ) : null}
      <RadioSet
        {...visibility}
        legend={legend}
        hint={t('field.visibility.hint')}
        name="visibility"
        value={answers.visibility}
        choices={visibilityChoices(t)}
      />
      <MoreSignatureFields answers={answers} optional={optional} />
    </>
  );
}

/** Nobody whose name is in Latin letters is asked for a second spelling. */
function wantsLatinName({ name, latinName }: Answers): boolean {
  return Boolean(latinName) || hasOtherLetters(name ?? '');
}

const folded = ['affiliation', 'country', 'title', 'comment', 'updates'] as const;

/** Folded away, because most people have nothing to say here. */
function MoreSignatureFields(props: { answers: Answers; optional: OptionalField }) {
  const t = useTranslate();
  const { answers, optional } = props;
  const comment = { ...optional('comment'), hint: t('field.comment.hint') };
  const open = folded.some(
    (name) => answers[name] || (name !== 'updates' && optional(name).error !== undefined),
  );
  return (
    <details className="more-fields" open={open}>
      <summary>{t('sign.more')}</summary>
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
      <TextField
        {...optional('title')}
        hint={t('field.title.hint')}
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
        label={t('field.updates', { n: promisedUpdates })}
        checked={Boolean(answers.updates)}
      />
    </details>
  );
}
