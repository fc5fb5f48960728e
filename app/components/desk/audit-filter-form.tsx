import { Form } from '@remix-run/react';
import { auditWordsOf } from '~/domain/audit/audit-words';
import { DateField, SelectField } from './form-fields';

export type AuditFilterProps = {
  search: { actor?: string; action?: string; object?: string; from?: string; to?: string };
  choices: {
    organisers: { id: string; email: string | null }[];
    actions: string[];
    objectKinds: string[];
  };
};

const all = { value: '', label: 'All' };
const others = [
  { value: 'operator', label: 'Command line' },
  { value: 'system', label: 'The system' },
];

/** Filters that become the address of the page, so a view can be kept and passed on. */
export function AuditFilterForm({ search, choices }: AuditFilterProps) {
  const people = choices.organisers.map(({ id, email }) => ({
    value: id,
    label: email ?? `a former organiser (${id.slice(0, 8)})`,
  }));
  const actions = choices.actions
    .map((action) => ({ value: action, label: auditWordsOf(action) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en-GB'));
  const kinds = choices.objectKinds.map((kind) => ({ value: kind, label: objectLabel(kind) }));
  const single = search.object?.includes('/')
    ? [{ value: search.object, label: `${objectLabel(search.object.split('/')[0] ?? '')}: one` }]
    : [];
  return (
    <Form
      method="get"
      className="desk-filters"
      aria-label="Filter the log"
      key={JSON.stringify(search)}
    >
      <SelectField
        id="actor"
        name="actor"
        label="Who"
        choices={[all, ...people, ...others]}
        chosen={search.actor}
      />
      <SelectField
        id="action"
        name="action"
        label="What"
        choices={[all, ...actions]}
        chosen={search.action}
      />
      <SelectField
        id="object"
        name="object"
        label="Object"
        choices={[all, ...single, ...kinds]}
        chosen={search.object}
      />
      <DateField id="from" name="from" label="From day" chosen={search.from} />
      <DateField id="to" name="to" label="To day" chosen={search.to} />
      <button type="submit" className="desk-button">
        Show
      </button>
    </Form>
  );
}

/** "signing rule" for `signing-rule`. */
export function objectLabel(kind: string): string {
  return kind.replaceAll('-', ' ');
}
