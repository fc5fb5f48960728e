import { Form, Link } from '@remix-run/react';
import type { SignatureListFilter } from '~/domain/signatures/signature-list';
import { bandLabels } from './figure-filter-note';
import { CheckBox, type Choice, SelectField, TextField } from './form-fields';
import { flagLabels } from './protection-labels';
import { languageNames, signatureStateLabels, visibilityLabels } from './state-labels';

const all = { value: '', label: 'All' };

function choicesOf(labels: Record<string, string>): Choice[] {
  return [all, ...Object.entries(labels).map(([value, label]) => ({ value, label }))];
}

const states = choicesOf(signatureStateLabels);
const visibilities = choicesOf(visibilityLabels);
const languages = choicesOf(languageNames);
const flags = choicesOf({ any: 'Any flag', ...flagLabels });
const ages = { '24h': '24 hours', '3d': '3 days', '7d': '7 days', '30d': '30 days' };
const bands = choicesOf(bandLabels);

type Filter = { [Name in keyof SignatureListFilter]: SignatureListFilter[Name] };

function FurtherFields({ filter, versions }: { filter: Filter; versions: number }) {
  const { flag, source, version, from, to, confirmedOn, older, waiting, hidden } = filter;
  const used = [flag, source, version, from, to, confirmedOn, older, waiting, hidden];
  const signedChoices = choicesOf(older && !(older in ages) ? { [older]: older, ...ages } : ages);
  const numbers = Array.from({ length: versions }, (_, index) => String(index + 1));
  const versionChoices = [all, ...numbers.map((value) => ({ value, label: value }))];
  return (
    <details className="desk-further" open={used.some(Boolean)}>
      <summary>More filters</summary>
      <div className="desk-filter-fields">
        <SelectField id="flag" name="flag" label="Flag" choices={flags} chosen={flag} />
        <SelectField
          id="version"
          name="version"
          label="Version signed"
          choices={versionChoices}
          chosen={version === undefined ? '' : String(version)}
        />
        <TextField
          id="source"
          name="source"
          label="Source"
          hint="A code, or “none”"
          maxLength={200}
          defaultValue={source}
        />
        <TextField id="from" name="from" label="Signed from" type="date" defaultValue={from} />
        <TextField id="to" name="to" label="Signed until" type="date" defaultValue={to} />
        <TextField
          id="confirmedOn"
          name="confirmedOn"
          label="Confirmed on"
          type="date"
          defaultValue={confirmedOn}
        />
        <SelectField
          id="older"
          name="older"
          label="Signed longer ago than"
          choices={signedChoices}
          chosen={older}
        />
        <SelectField
          id="waiting"
          name="waiting"
          label="Waiting for"
          choices={bands}
          chosen={waiting}
        />
        <CheckBox
          id="hidden"
          name="hidden"
          label="Only those kept off the public list"
          checked={hidden === 'yes'}
        />
      </div>
    </details>
  );
}

/** Filters that become the address of the page, so a view can be kept and passed on. */
export function SignatureFilterForm(props: {
  filter: Filter;
  countries: Choice[];
  versions: number;
  /** What the address says besides the filter, to be carried on. */
  kept: Record<string, string>;
}) {
  const { filter, countries, versions, kept } = props;
  return (
    <Form
      method="get"
      className="desk-signature-filter"
      aria-label="Filter the signatures"
      key={JSON.stringify(filter)}
    >
      <div className="desk-filter-fields">
        <TextField
          id="q"
          name="q"
          label="Part of a public name"
          type="search"
          maxLength={120}
          defaultValue={filter.q}
        />
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
          choices={[all, { value: 'none', label: 'None given' }, ...countries]}
          chosen={filter.country}
        />
        <SelectField
          id="locale"
          name="locale"
          label="Language"
          choices={languages}
          chosen={filter.locale}
        />
      </div>
      <FurtherFields filter={filter} versions={versions} />
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="desk-filter-buttons">
        <button type="submit" className="desk-button">
          Show
        </button>
        <Link to="?">Show all signatures</Link>
      </p>
    </Form>
  );
}
