import type { InputHTMLAttributes } from 'react';

/** Label, hint, error, input – in this order, tied together for screen readers. */
export function TextField(
  props: {
    id: string;
    name: string;
    label: string;
    hint?: string;
    error?: string | null;
    multiline?: boolean;
  } & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | 'type'
    | 'accept'
    | 'inputMode'
    | 'multiple'
    | 'autoComplete'
    | 'defaultValue'
    | 'maxLength'
    | 'readOnly'
    | 'spellCheck'
    | 'lang'
  >,
) {
  const { id, label, hint, error, multiline, type = 'text', ...input } = props;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const shared = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
  };
  return (
    <div className={error ? 'desk-field desk-field-invalid' : 'desk-field'}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} className="desk-hint">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="desk-field-error">
          <span className="desk-hidden">Error: </span>
          {error}
        </p>
      ) : null}
      {multiline ? (
        <textarea
          {...shared}
          name={input.name}
          rows={3}
          lang={input.lang}
          maxLength={input.maxLength}
          readOnly={input.readOnly}
          defaultValue={input.defaultValue}
        />
      ) : (
        <input {...shared} {...input} type={type} />
      )}
    </div>
  );
}

export type Choice = { value: string; label: string; hint?: string };

/** One choice of several, none chosen unless `chosen` says so. */
export function RadioSet(props: {
  id: string;
  name: string;
  legend: string;
  choices: Choice[];
  chosen?: string;
  error?: string | null;
}) {
  const { id, name, legend, choices, chosen, error } = props;
  return (
    <fieldset
      className={error ? 'desk-field desk-field-invalid' : 'desk-field'}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend>{legend}</legend>
      {error ? (
        <p id={`${id}-error`} className="desk-field-error">
          <span className="desk-hidden">Error: </span>
          {error}
        </p>
      ) : null}
      {choices.map(({ value, label, hint }, index) => {
        const choiceId = index === 0 ? id : `${id}-${value}`;
        return (
          <div key={value} className="desk-choice">
            <input
              id={choiceId}
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === chosen}
              aria-describedby={hint ? `${choiceId}-hint` : undefined}
            />
            <label htmlFor={choiceId}>{label}</label>
            {hint ? (
              <p id={`${choiceId}-hint`} className="desk-hint">
                {hint}
              </p>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}

/** A box to tick; unticked it sends nothing. */
export function CheckBox(props: {
  id: string;
  name: string;
  label: string;
  hint?: string;
  checked?: boolean;
}) {
  const { id, name, label, hint, checked } = props;
  return (
    <div className="desk-choice">
      <input
        id={id}
        type="checkbox"
        name={name}
        value="yes"
        defaultChecked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} className="desk-hint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** A drop-down for filters; the empty value means "all". */
export function SelectField(props: {
  id: string;
  name: string;
  label: string;
  choices: Choice[];
  chosen?: string;
}) {
  const { id, name, label, choices, chosen } = props;
  return (
    <div className="desk-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={chosen ?? ''}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A day for filters; the empty value means any. */
export function DateField(props: { id: string; name: string; label: string; chosen?: string }) {
  const { id, name, label, chosen } = props;
  return (
    <div className="desk-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} type="date" defaultValue={chosen ?? ''} />
    </div>
  );
}
