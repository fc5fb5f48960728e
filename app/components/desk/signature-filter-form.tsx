import { Form } from '@remix-run/react';
import { FigureFilterFields, type FigureQuery } from './figure-filter-note';
import { type Choice, SelectField } from './form-fields';
import { flagLabels } from './protection-labels';
import { signatureStateLabels, visibilityLabels } from './state-labels';

export type SignatureFilter = FigureQuery & {
  state?: string;
  visibility?: string;
  country?: string;
  flag?: string;
};

const all = { value: '', label: 'All' };

function choicesOf(labels: Record<string, string>): Choice[] {
  return [all, ...Object.entries(labels).map(([value, label]) => ({ value, label }))];
}

const states = choicesOf(signatureStateLabels);
const visibilities = choicesOf(visibilityLabels);
const flags = choicesOf(flagLabels);

/** Filters that become the address of the page, so a view can be kept and passed on. */
export function SignatureFilterForm(props: { filter: SignatureFilter; countries: Choice[] }) {
  const { filter, countries } = props;
  return (
    <Form
      method="get"
      className="desk-filters"
      aria-label="Filter the signatures"
      key={JSON.stringify(filter)}
    >
      <SelectField id="state" name="state" label="State" choices={states} chosen={filter.state} />
      <SelectField
        id="visibility"
        name="visibility"
        label="Name appears"
        choices={visibilities}
        chosen={filter.visibility}
      />
      <SelectField
        id="country"
        name="country"
        label="Country"
        choices={[all, ...countries]}
        chosen={filter.country}
      />
      <FigureFilterFields filter={filter} />
      <SelectField id="flag" name="flag" label="Flag" choices={flags} chosen={filter.flag} />
      <button type="submit" className="desk-button">
        Show
      </button>
    </Form>
  );
}
