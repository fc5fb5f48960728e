import { Form } from '@remix-run/react';
import { longestSummary } from '~/domain/versions/letter-version';
import type { Locale } from '~/i18n/locale';
import { RadioSet, TextField } from './form-fields';
import type { Refusal } from './refusal-notice';
import { languageNames } from './state-labels';
import { laterKinds } from './version-labels';

export type PublishFields = Record<string, string>;

/** What kind of change it is and what the public is told of it; the next page asks once more. */
export function PublishVersionForm(props: {
  base: string;
  draft: string;
  /** In which the letter is offered. */
  languages: Locale[];
  typed: PublishFields;
  fault: Refusal | null;
}) {
  const { base, draft, languages, typed, fault } = props;
  const errorOf = (field: string) => (fault?.fieldId === field ? fault.text : null);
  return (
    <section aria-labelledby="publish-heading">
      <h2 id="publish-heading">Publish it</h2>
      <Form method="post" noValidate>
        <input type="hidden" name="base" value={base} />
        <input type="hidden" name="draft" value={draft} />
        <RadioSet
          id="kind"
          name="kind"
          legend="Is this a correction or a change of meaning?"
          choices={[...laterKinds]}
          chosen={typed.kind}
          error={errorOf('kind')}
        />
        {languages.map((locale) => (
          <TextField
            key={locale}
            id={`summary-${locale}`}
            name={`summary-${locale}`}
            label={`What changed, in ${languageNames[locale]}`}
            hint="One or two sentences. Public, on the letter’s page and in the mail."
            multiline
            maxLength={longestSummary}
            defaultValue={typed[`summary-${locale}`]}
            error={errorOf(`summary-${locale}`)}
          />
        ))}
        <button type="submit" name="intent" value="review" className="desk-button">
          Go on
        </button>
        <p className="desk-soft">Nothing is published yet; the next page asks once more.</p>
      </Form>
    </section>
  );
}
