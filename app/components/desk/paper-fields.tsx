import { Form } from '@remix-run/react';
import { type Choice, SelectField, TextField } from './form-fields';

export type PaperTyped = { [field: string]: string | undefined };

/** The numbers and circumstances of a batch; whose names are on the sheets is not asked. */
export function PaperForm(props: {
  /** The form's own, so that a form that is sent twice is one batch. */
  id: string;
  countries: Choice[];
  typed: PaperTyped;
  fault: { field: string; text: string } | null;
}) {
  const { id, countries, typed, fault } = props;
  const field = (name: string) => ({
    id: name,
    name,
    defaultValue: typed[name],
    error: fault?.field === name ? fault.text : null,
  });
  return (
    <Form method="post" aria-labelledby="enter-heading" noValidate>
      <h2 id="enter-heading">Enter a batch</h2>
      <p>
        Enter numbers only. The names on the sheets are not typed in: nobody on paper has agreed to
        stand in a database, and the sheets themselves are the proof.
      </p>
      <input type="hidden" name="id" value={typed.id ?? id} />
      <TextField
        {...field('place')}
        label="Where was it collected?"
        hint="Town, event or address."
      />
      <div className="desk-pair">
        <TextField {...field('from')} label="From" type="date" />
        <TextField
          {...field('until')}
          label="Until (optional)"
          type="date"
          hint="Leave it empty for one day."
        />
      </div>
      <TextField
        {...field('collector')}
        label="By whom?"
        hint="Organisation or person; only organisers see it."
        autoComplete="off"
      />
      <div className="desk-pair">
        <TextField {...field('onSheets')} label="Signatures on the sheets" inputMode="numeric" />
        <TextField
          {...field('valid')}
          label="Of these judged valid"
          inputMode="numeric"
          hint="Legible and complete, each person once."
        />
      </div>
      <SelectField
        id="country"
        name="country"
        label="Country, if it is known"
        choices={[{ value: '', label: 'Not known, or several' }, ...countries]}
        chosen={typed.country}
      />
      <TextField {...field('note')} label="Note (optional)" multiline />
      <button type="submit" name="intent" value="enter" className="desk-button">
        Enter the batch
      </button>
      <p className="desk-hint">Scans of the sheets are added on the next page.</p>
    </Form>
  );
}
