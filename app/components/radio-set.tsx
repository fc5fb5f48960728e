import { describedBy, FieldNotes, type FieldProps } from './field';

export type RadioChoice = { value: string; label: string; hint?: string };

type RadioSetProps = Omit<FieldProps, 'label'> & {
  legend: string;
  name: string;
  value?: string;
  choices: RadioChoice[];
};

/** One answer out of a few; nothing is chosen in advance. */
export function RadioSet({ legend, name, value, choices, ...notes }: RadioSetProps) {
  const field = { ...notes, label: legend };
  return (
    <fieldset
      className={field.error ? 'field field-wrong' : 'field'}
      aria-describedby={describedBy(field)}
    >
      <legend>{legend}</legend>
      <FieldNotes {...field} />
      {choices.map((choice, index) => {
        const id = index === 0 ? field.id : `${field.id}-${choice.value}`;
        return (
          <div className="choice" key={choice.value}>
            <input
              type="radio"
              id={id}
              name={name}
              value={choice.value}
              defaultChecked={value === choice.value}
              aria-invalid={field.error ? true : undefined}
              aria-describedby={choice.hint ? `${id}-hint-of-choice` : undefined}
            />
            <label htmlFor={id}>{choice.label}</label>
            {choice.hint ? (
              <p className="hint" id={`${id}-hint-of-choice`}>
                {choice.hint}
              </p>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
