import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import { CheckField } from './check-field';
import { CountryField } from './country-field';
import {
  endorseField,
  endorseSummary,
  LogoField,
  MoreEndorsementFields,
  OrganisationNameFields,
  RepresentativeFields,
  ShowRepresentativeField,
} from './endorsement-fields';
import { ErrorSummary } from './error-summary';
import type { FieldFault } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { BackLink } from './message-page';
import type { Answers } from './signature-fields';
import { emailInput, TextField } from './text-field';

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

/** What endorsing means and the form, on one page. */
export function EndorsePage(props: EndorsePageProps) {
  const { frame, faults, invited } = props;
  const locale = useLocale();
  const t = useTranslate();
  return (
    <div className="container page narrow">
      <ErrorSummary items={endorseSummary(t, faults)} />
      <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
      <h1>{t('endorse.title')}</h1>
      <p className="lead" lang={frame.textLocale}>
        {frame.title}
      </p>
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
  const field = (name: 'country' | 'website' | 'email' | 'authorised') =>
    endorseField(t, faults, name);
  return (
    <form method="post" action={action} encType="multipart/form-data" noValidate>
      <OrganisationNameFields {...props} />
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
      <RepresentativeFields {...props} />
      <TextField
        {...field('email')}
        hint={t('field.workEmail.hint')}
        name="email"
        value={answers.email}
        input={emailInput}
      />
      <LogoField {...props} />
      <MoreEndorsementFields {...props} />
      <ShowRepresentativeField {...props} />
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
