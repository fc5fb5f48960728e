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

type EndorsePageProps = {
  frame: LetterFrame;
  answers: Answers;
  faults: FieldFault[];
  /** A logo was chosen, and the browser cannot be told to choose it again. */
  hadLogo: boolean;
};

/** What endorsing means and the form, on one page. */
export function EndorsePage(props: EndorsePageProps) {
  const { frame, faults } = props;
  const locale = useLocale();
  const t = useTranslate();
  return (
    <div className="container page narrow">
      <ErrorSummary items={endorseSummary(t, faults)} />
      <BackLink href={letterPath(frame, locale)}>{t('page.back')}</BackLink>
      <h1>{t('endorse.title')}</h1>
      <p className="lead">{frame.title}</p>
      <p>{t('endorse.meaning', { addressee: frame.addresseeShort })}</p>
      <p>{t('endorse.check')}</p>
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

function EndorseForm(props: EndorsePageProps) {
  const { frame, answers, faults } = props;
  const locale = useLocale();
  const t = useTranslate();
  const field = (name: 'country' | 'website' | 'email' | 'authorised') =>
    endorseField(t, faults, name);
  return (
    <form
      method="post"
      action={letterPath(frame, locale, 'endorse')}
      encType="multipart/form-data"
      noValidate
    >
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
