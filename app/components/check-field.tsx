import { describedBy, FieldNotes, type FieldProps } from './field';

type CheckFieldProps = FieldProps & { name: string; value?: string; checked?: boolean };

/** One statement to agree to; never ticked in advance by us, only by an earlier answer. */
export function CheckField({ name, value = 'yes', checked, ...field }: CheckFieldProps) {
  return (
    <div className={field.error ? 'field field-wrong' : 'field'}>
      <FieldNotes {...field} />
      <div className="choice">
        <input
          type="checkbox"
          id={field.id}
          name={name}
          value={value}
          defaultChecked={checked}
          aria-invalid={field.error ? true : undefined}
          aria-describedby={describedBy(field)}
        />
        <label htmlFor={field.id}>{field.label}</label>
      </div>
    </div>
  );
}
