import { Form } from '@remix-run/react';
import { CheckBox, type Choice, SelectField, TextField } from './form-fields';
import { flagLabels } from './protection-labels';
import { languageNames } from './state-labels';

type Refused = { field: string; refusal: { text: string }; typed: Record<string, string> };

const any = { value: '', label: 'Any' };
const choicesOf = (labels: Record<string, string>) => [
  any,
  ...Object.entries(labels).map(([value, label]) => ({ value, label })),
];
const flags = choicesOf(flagLabels);
const languages = choicesOf(languageNames);

const states = [
  { name: 'state-confirmed', label: 'confirmed' },
  { name: 'state-held', label: 'held for review' },
  { name: 'state-pending', label: 'not confirmed' },
];

/** By what signatures are found; every field that is filled in must hold. */
export function InvalidationForm(props: {
  zone: string;
  countries: Choice[];
  refused: Refused | undefined;
}) {
  const { zone, countries, refused } = props;
  const typed = refused?.typed;
  const field = (name: string) => ({
    id: name,
    name,
    autoComplete: 'off',
    defaultValue: typed?.[name],
    error: refused?.field === name ? refused.refusal.text : null,
  });
  return (
    <section aria-labelledby="find-heading">
      <h2 id="find-heading">Find them</h2>
      <Form method="post" aria-labelledby="find-heading" noValidate>
        <fieldset className="desk-field">
          <legend>In these states</legend>
          {states.map(({ name, label }) => (
            <CheckBox
              key={name}
              id={name}
              name={name}
              label={label}
              checked={typed ? Boolean(typed[name]) : name !== 'state-pending'}
            />
          ))}
        </fieldset>
        <p>Fill in at least one of these. All that you fill in must hold together.</p>
        <div className="desk-pair">
          <TextField
            {...field('mailDomain')}
            label="Mail domain"
            hint="Like example.org, with its subdomains"
            spellCheck={false}
            maxLength={254}
          />
          <SelectField id="flag" name="flag" label="Flag" choices={flags} chosen={typed?.flag} />
          <TextField
            {...field('signedFrom')}
            label={`Signed from (${zone})`}
            type="datetime-local"
          />
          <TextField
            {...field('signedUntil')}
            label={`Signed before (${zone})`}
            type="datetime-local"
          />
          <TextField
            {...field('sameNetworkAs')}
            label="From the same network as signature number"
            hint="Known for 48 hours, and for one day (UTC) at a time"
            inputMode="numeric"
            maxLength={15}
          />
          <TextField
            {...field('nameContains')}
            label="Public name contains"
            hint="Looks at names that are on the public list"
            maxLength={100}
          />
          <SelectField
            id="locale"
            name="locale"
            label="Language"
            choices={languages}
            chosen={typed?.locale}
          />
          <SelectField
            id="country"
            name="country"
            label="Country"
            choices={[any, ...countries]}
            chosen={typed?.country}
          />
        </div>
        <TextField
          {...field('numbers')}
          label="Only these numbers"
          hint="Numbers from the list of signatures, with spaces or commas between them"
          multiline
          maxLength={16_000}
        />
        <button type="submit" className="desk-button">
          Count them
        </button>
      </Form>
    </section>
  );
}
