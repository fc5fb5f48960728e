import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import type { Translate } from '~/i18n/translator';
import { CheckField } from './check-field';
import { CountryField } from './country-field';
import { ErrorSummary } from './error-summary';
import { describedBy, Field } from './field';
import { type FieldFault, faultText } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import { RadioSet } from './radio-set';
import type { Answers } from './signature-fields';
import { emailInput, nameInput, TextField } from './text-field';

type EndorseFormProps = {
  frame: LetterFrame;
  /** Where the form goes; without one, to the address it was opened at. */
  action?: string;
  answers: Answers;
  faults: FieldFault[];
  /** A logo was chosen, and the browser cannot be told to choose it again. */
  hadLogo: boolean;
};

type EndorsePageProps = EndorseFormProps & {
  /** The name of the invited organisation, when an invitation opened the page. */
  invited: string | null;
};

const labels = {
  organisation: 'field.organisation',
  organisationEn: 'field.organisationEn',
  country: 'field.country',
  website: 'field.website',
  representative: 'field.representative',
  role: 'field.role',
  email: 'field.workEmail',
  logo: 'field.logo',
  showRepresentative: 'field.showRepresentative',
  authorised: 'field.authorisedShort',
} as const;

type EndorseField = keyof typeof labels;

function fieldOf(t: Translate, faults: FieldFault[], name: EndorseField) {
  const fault = faults.find((candidate) => candidate.field === name);
  const label = t(labels[name]);
  return { id: `endorse-${name}`, label, error: fault ? faultText(t, fault, label) : undefined };
}

/** What endorsing means and the form, on one page. */
export function EndorsePage(props: EndorsePageProps) {
  const { frame, faults, invited } = props;
  const locale = useLocale();
  const t = useTranslate();
  const summary = faults.map((fault) => ({
    href: `#endorse-${fault.field}`,
    text: faultText(t, fault, t(labels[fault.field as EndorseField] ?? 'field.organisation')),
  }));
  return (
    <div className="container page narrow">
      <ErrorSummary items={summary} />
      <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
      <h1>{t('endorse.title')}</h1>
      <p className="lead">{frame.title}</p>
      {invited ? <p>{t('endorse.invited', { organisation: invited })}</p> : null}
      <p>{t('endorse.meaning', { addressee: frame.addresseeShort })}</p>
      <p>{t(invited ? 'endorse.checkInvited' : 'endorse.check')}</p>
      {frame.closesAt ? (
        <p>
          {t(frame.takesSignatures ? 'status.openUntil' : 'status.closedOn', {
            moment: formatMoment(locale, frame.closesAt, frame.timeZone),
          })}
        </p>
      ) : null}
      {frame.takesSignatures ? <EndorseForm {...props} /> : <p>{t('status.closed')}</p>}
    </div>
  );
}

/** The one form by which organisations endorse, invited or not. */
export function EndorseForm(props: EndorseFormProps) {
  const { frame, action, answers, faults } = props;
  const t = useTranslate();
  const field = (name: EndorseField) => fieldOf(t, faults, name);
  const { label: legend, ...showRepresentative } = field('showRepresentative');
  return (
    <form method="post" action={action} encType="multipart/form-data" noValidate>
      <OrganisationFields {...props} />
      <TextField
        {...field('representative')}
        name="representative"
        value={answers.representative}
        input={nameInput}
      />
      <TextField
        {...field('role')}
        name="role"
        value={answers.role}
        input={{ autoComplete: 'organization-title', maxLength: 120 }}
      />
      <TextField
        {...field('email')}
        hint={t('field.workEmail.hint')}
        name="email"
        value={answers.email}
        input={emailInput}
      />
      <LogoField {...props} />
      <RadioSet
        {...showRepresentative}
        legend={legend}
        name="showRepresentative"
        value={answers.showRepresentative}
        choices={[
          { value: 'yes', label: t('endorse.show.yes') },
          { value: 'no', label: t('endorse.show.no') },
        ]}
      />
      <CheckField
        {...field('authorised')}
        label={t('field.authorised', { addressee: frame.addresseeShort })}
        name="authorised"
        checked={Boolean(answers.authorised)}
      />
      <button className="button" type="submit">
        {t('endorse.submit')}
      </button>
    </form>
  );
}

function OrganisationFields({ answers, faults }: EndorseFormProps) {
  const t = useTranslate();
  const field = (name: EndorseField) => fieldOf(t, faults, name);
  return (
    <>
      <TextField
        {...field('organisation')}
        hint={t('field.organisation.hint')}
        name="organisation"
        value={answers.organisation}
        input={{ autoComplete: 'organization', maxLength: 120, spellCheck: false }}
      />
      <TextField
        {...field('organisationEn')}
        name="organisationEn"
        value={answers.organisationEn}
        input={{ maxLength: 120, spellCheck: false }}
      />
      <CountryField
        {...field('country')}
        value={answers.country}
        nothing={t('form.chooseCountry')}
      />
      <TextField
        {...field('website')}
        hint={t('field.website.hint')}
        name="website"
        value={answers.website}
        input={{ inputMode: 'url', autoComplete: 'url', spellCheck: false, autoCapitalize: 'none' }}
      />
    </>
  );
}

function LogoField({ faults, hadLogo }: EndorseFormProps) {
  const t = useTranslate();
  const known = fieldOf(t, faults, 'logo');
  const hint = [t('field.logo.hint'), hadLogo ? t('field.logo.again') : ''].join(' ').trim();
  const field = { ...known, label: t('form.optional', { label: known.label }), hint };
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
