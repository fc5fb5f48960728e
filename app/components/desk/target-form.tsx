import { Form, Link } from '@remix-run/react';
import type { Channel } from '~/domain/letters/letter-view';
import type { Locale } from '~/i18n/locale';
import { CheckBox, RadioSet, TextField } from './form-fields';
import { languageField } from './letter-basics';
import { languageNames } from './state-labels';

const channels: { value: Channel; label: string }[] = [
  { value: 'email', label: 'By email' },
  { value: 'hand', label: 'By hand' },
  { value: 'post', label: 'By post' },
  { value: 'fax', label: 'By fax' },
];

export type TypedTarget = Partial<Record<string, string>>;

/** A place to which copies go; `id` is that of the one that is changed. */
export function TargetForm(props: {
  id: string | null;
  locales: readonly Locale[];
  typed: TypedTarget;
  errors: Partial<Record<string, string>>;
  base: string;
}) {
  const { id, locales, typed, errors, base } = props;
  const field = (name: string) => ({
    id: `target-${name}`,
    name,
    autoComplete: 'off',
    spellCheck: false,
    defaultValue: typed[name],
    error: errors[name],
  });
  return (
    <section aria-labelledby="target-heading">
      <h2 id="target-heading">{id ? 'Change this addressee' : 'Add an addressee'}</h2>
      <Form method="post" aria-labelledby="target-heading" noValidate>
        {id ? <input type="hidden" name="id" value={id} /> : null}
        <TextField
          {...field('addressee')}
          label="Addressee"
          hint="Whoever sends the letter types this name to confirm, such as: the Ambassador of Ukraine to the Republic of Korea."
        />
        <TextField
          {...field('name')}
          label="Short name"
          hint="For commands and records: small Latin letters, such as embassy."
          maxLength={40}
        />
        <RadioSet
          id="target-channel"
          name="channel"
          legend="How copies get there"
          choices={channels}
          chosen={typed.channel}
          error={errors.channel}
        />
        <TextField
          {...field('address')}
          label="Mailbox, postal address or number"
          hint="One mailbox for email. A postal address as it stands on the envelope, in each language that the post needs."
          multiline
        />
        <TextField
          {...field('copies')}
          label="Copies of the mail (may be left empty)"
          hint="Mailboxes that get the same mail and are named in it, one on each line."
          multiline
        />
        <RadioSet
          id="target-first"
          name="first"
          legend="Language that stands first in the copy"
          choices={locales.map((locale) => ({ value: locale, label: languageNames[locale] }))}
          chosen={typed.first}
          error={errors.first}
        />
        {locales.length > 1 ? (
          <fieldset className="desk-field">
            <legend>Languages that follow it</legend>
            {locales.map((locale) => (
              <CheckBox
                key={locale}
                id={`target-${languageField(locale)}`}
                name={languageField(locale)}
                label={languageNames[locale]}
                checked={typed[languageField(locale)] === 'yes'}
              />
            ))}
          </fieldset>
        ) : null}
        <RadioSet
          id="target-order"
          name="order"
          legend="Names in the annex stand"
          choices={[
            { value: 'alphabet', label: 'By the alphabet of the first language' },
            { value: 'signing', label: 'In the order of signing' },
          ]}
          chosen={typed.order}
        />
        <div className="desk-field">
          <CheckBox
            id="target-latin"
            name="latin"
            label="With the Latin spelling that people gave of their names"
            checked={typed.latin === 'yes'}
          />
        </div>
        <TextField
          {...field('checkedOn')}
          type="date"
          label="Checked on (may be left empty)"
          hint="The day on which somebody last saw that name and address are right. After 30 days the desk asks you to look again."
        />
        <TextField
          {...field('checkedSource')}
          label="Where it was checked"
          hint="The address of the page, or who said it on the phone."
        />
        <TextField
          {...field('replyTo')}
          label="Mailbox for answers (may be left empty)"
          hint="Somebody must watch it. Empty: the first mailbox among the letter’s contacts."
        />
        <TextField
          {...field('timeZone')}
          label="Time zone of the addressee (may be left empty)"
          hint="Such as Asia/Seoul or Europe/Kyiv. Empty: that of the letter."
        />
        <div className="desk-button-row">
          <button type="submit" name="intent" value="save" className="desk-button">
            {id ? 'Save the addressee' : 'Add the addressee'}
          </button>
          {id ? (
            <Link className="desk-button-quiet" to={base}>
              Leave it as it is
            </Link>
          ) : null}
        </div>
      </Form>
    </section>
  );
}
