import { Form } from '@remix-run/react';
import { locales } from '~/i18n/locale';
import { type Choice, SelectField, TextField } from './form-fields';
import { languageNames } from './state-labels';

/** Every fault by its field, and what was typed. */
export type RefusedInvitation = {
  errors: Partial<Record<string, string>>;
  typed: Record<string, string>;
} | null;

const languages = locales.map((value) => ({ value, label: languageNames[value] }));
const notKnown = { value: '', label: 'not known' };

/** Whom to invite, where, and how one knows that this mailbox may speak for it. */
export function InvitationForm(props: {
  masterLocale: string;
  countries: Choice[];
  refused: RefusedInvitation;
}) {
  const { masterLocale, countries, refused } = props;
  const typed = refused?.typed;
  const field = (name: string) => ({
    id: `invite-${name}`,
    name,
    autoComplete: 'off',
    spellCheck: false,
    defaultValue: typed?.[name],
    error: refused?.errors[name],
  });
  return (
    <section aria-labelledby="invite-heading">
      <h2 id="invite-heading">Invite an organisation</h2>
      <p>
        Whatever you fill in is filled in for them too. They can correct it; but the organisation is
        public at once only if name and mailbox stay what you write here.
      </p>
      <Form method="post" aria-labelledby="invite-heading" noValidate>
        <div className="desk-pair">
          <TextField
            {...field('organisation')}
            label="Name of the organisation"
            hint="In its own language and script"
          />
          <TextField {...field('organisationEn')} label="Name in English" />
          <TextField
            {...field('email')}
            label="Mailbox"
            hint="The invitation goes there, and only this mailbox can accept it without a decision."
            inputMode="email"
            maxLength={254}
          />
          <SelectField
            id="invite-locale"
            name="locale"
            label="Language of the mail"
            choices={languages}
            chosen={typed?.locale ?? masterLocale}
          />
        </div>
        <TextField
          {...field('note')}
          label="How do you know that this mailbox may speak for the organisation?"
          hint="Other organisers read it. It takes the place of the check before an approval."
          multiline
          maxLength={500}
        />
        <div className="desk-pair">
          <TextField {...field('representative')} label="Representative (may be left empty)" />
          <TextField
            {...field('website')}
            label="Website (may be left empty)"
            inputMode="url"
            maxLength={300}
          />
          <SelectField
            id="invite-country"
            name="country"
            label="Country (may be left empty)"
            choices={[notKnown, ...countries]}
            chosen={typed?.country ?? ''}
          />
          <TextField
            {...field('foundingPosition')}
            label="Place among the founding organisations (may be left empty)"
            hint="A whole number; they stand first, in this order."
            inputMode="numeric"
            maxLength={3}
          />
        </div>
        <button type="submit" name="intent" value="invite" className="desk-button">
          Send the invitation
        </button>
      </Form>
    </section>
  );
}
