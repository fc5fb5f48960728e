import type { InputHTMLAttributes } from 'react';
import { describedBy, Field, type FieldProps } from './field';

type TextFieldProps = FieldProps & {
  name: string;
  value?: string;
  input?: InputHTMLAttributes<HTMLInputElement>;
};

export function TextField({ name, value, input, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      <input
        type="text"
        {...input}
        className="control"
        id={field.id}
        name={name}
        defaultValue={value}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={describedBy(field)}
      />
    </Field>
  );
}

/** What lets browsers and phones fill in a mailbox without correcting it. */
export const emailInput: InputHTMLAttributes<HTMLInputElement> = {
  type: 'email',
  inputMode: 'email',
  autoComplete: 'email',
  spellCheck: false,
  autoCapitalize: 'none',
  maxLength: 254,
};

/** Room for 100 characters as readers count them; browsers count what they are made of. */
export const nameInput: InputHTMLAttributes<HTMLInputElement> = {
  autoComplete: 'name',
  spellCheck: false,
  maxLength: 400,
};

/** No token of the browser's own knows a second spelling of a name. */
export const latinNameInput: InputHTMLAttributes<HTMLInputElement> = {
  autoComplete: 'off',
  autoCapitalize: 'words',
  spellCheck: false,
  lang: 'en',
  maxLength: 120,
};
