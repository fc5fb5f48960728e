import { Form, Link } from '@remix-run/react';
import { longestViewName, type SignatureView } from '~/domain/signature-views/signature-view';
import { CheckBox, TextField } from './form-fields';

type Fault = { fieldId?: string; text: string } | null;
type Typed = Record<string, string> | undefined;

/** Keeps the view that the reader came from. */
export function KeepViewForm(props: { view: string; typed: Typed; fault: Fault }) {
  const { view, typed, fault } = props;
  return (
    <section aria-labelledby="keep-heading">
      <h2 id="keep-heading">Keep this view</h2>
      <p>
        {view === '?' ? 'All signatures, newest first. ' : null}
        <Link to={`../signatures${view}`}>Look at it</Link>
      </p>
      <Form method="post" noValidate>
        <input type="hidden" name="view" value={view} />
        <TextField
          id="name"
          name="name"
          label="Name of the view"
          hint="No names or addresses of people."
          maxLength={longestViewName}
          autoComplete="off"
          defaultValue={typed?.name}
          error={fault?.fieldId === 'name' ? fault.text : null}
        />
        <CheckBox
          id="shared"
          name="shared"
          label="Share it with the team of this letter"
          checked={typed?.shared === 'yes'}
        />
        <button type="submit" name="intent" value="keep" className="desk-button">
          Keep it
        </button>
      </Form>
    </section>
  );
}

/** Renames, shares or deletes one's own view. */
export function OwnViewForm(props: { view: SignatureView; typed: Typed; fault: Fault }) {
  const { view, typed, fault } = props;
  const fieldId = `name-${view.id}`;
  return (
    <section aria-labelledby={`view-${view.id}`} className="desk-card">
      <h3 id={`view-${view.id}`}>
        <Link to={`../signatures${view.search}`}>{view.name}</Link>
      </h3>
      <Form method="post" noValidate>
        <input type="hidden" name="id" value={view.id} />
        <TextField
          id={fieldId}
          name="name"
          label="Name"
          maxLength={longestViewName}
          autoComplete="off"
          defaultValue={typed?.name ?? view.name}
          error={fault?.fieldId === fieldId ? fault.text : null}
        />
        <CheckBox
          id={`shared-${view.id}`}
          name="shared"
          label="Shared with the team"
          checked={typed ? typed.shared === 'yes' : view.shared}
        />
        <p className="desk-filter-buttons">
          <button type="submit" name="intent" value="change" className="desk-button">
            Save<span className="desk-hidden"> “{view.name}”</span>
          </button>
          <button type="submit" name="intent" value="delete" className="desk-button-quiet">
            Delete<span className="desk-hidden"> “{view.name}”</span>
          </button>
        </p>
      </Form>
    </section>
  );
}
