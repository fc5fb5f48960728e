import { Form } from '@remix-run/react';
import type { RefusedDecision } from './endorsement-decision';
import { TextField } from './form-fields';

type CheckFormProps = {
  id: string;
  organisation: string;
  website: string;
  refused: RefusedDecision | null;
};

/** A second proof: asks the address that the organisation publishes whether the person signed for it. */
export function CheckForm({ id, organisation, website, refused }: CheckFormProps) {
  const typed = refused?.typed.intent === 'check' ? refused.typed : {};
  const field = (name: 'contact' | 'source') => ({
    id: `${name}-${id}`,
    name,
    autoComplete: 'off',
    spellCheck: false,
    defaultValue: typed[name],
    error: refused?.field === name ? refused.refusal.text : null,
  });
  return (
    <details className="desk-check" open={Boolean(typed.intent)}>
      <summary>Ask the organisation’s published contact</summary>
      <p>
        A mail in the organisation’s language asks whether this person signed for it; a page takes
        one Yes or No within 14 days. Look the address up yourself; never take it from the
        applicant.
      </p>
      <Form method="post" aria-label={`Ask the published contact of ${organisation}`} noValidate>
        <input type="hidden" name="id" value={id} />
        <TextField
          {...field('contact')}
          label="Published address"
          hint="As the organisation publishes it on its own website."
          inputMode="email"
          maxLength={254}
        />
        <TextField
          {...field('source')}
          label="Page where you found it"
          hint={`An https address on ${website.replace(/^https?:\/\//, '')}`}
          inputMode="url"
          maxLength={500}
        />
        <button type="submit" name="intent" value="check" className="desk-button-quiet">
          Ask this contact<span className="desk-hidden"> of {organisation}</span>
        </button>
      </Form>
    </details>
  );
}
