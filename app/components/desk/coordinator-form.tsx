import { Form } from '@remix-run/react';
import { SelectField } from './form-fields';

type Approved = { id: string; organisation: string; coordinator: boolean };

/** Which of the approved organisations stands first, as the one that coordinates the letter. */
export function CoordinatorForm(props: { approved: Approved[]; mayDecide: boolean }) {
  const { approved, mayDecide } = props;
  const coordinator = approved.find((one) => one.coordinator);
  return (
    <section aria-labelledby="coordinator-heading">
      <h2 id="coordinator-heading">Coordinator</h2>
      <p>
        {coordinator ? (
          <>
            <bdi>{coordinator.organisation}</bdi> stands first under the letter, marked as its
            coordinator.
          </>
        ) : (
          'No organisation is marked as the coordinator of this letter.'
        )}
      </p>
      {mayDecide && approved.length > 0 ? (
        <Form method="post">
          <SelectField
            id="coordinator"
            name="coordinator"
            label="Organisation that coordinates the letter"
            choices={[
              { value: '', label: 'None' },
              ...approved.map(({ id, organisation }) => ({ value: id, label: organisation })),
            ]}
            chosen={coordinator?.id}
          />
          <button type="submit" name="intent" value="coordinator" className="desk-button-quiet">
            Save the coordinator
          </button>
        </Form>
      ) : null}
    </section>
  );
}
