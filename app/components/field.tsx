import type { ReactNode } from 'react';
import { useTranslate } from './locale-context';

export type FieldProps = {
  id: string;
  label: string;
  hint?: string;
  error?: string;
};

/** The ids that describe a control: its hint, then its error. */
export function describedBy({ id, hint, error }: FieldProps): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Hint and error, between the label and the control. */
export function FieldNotes({ id, hint, error }: FieldProps) {
  const t = useTranslate();
  return (
    <>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          <span className="visually-hidden">{t('form.errorPrefix')} </span>
          {error}
        </p>
      ) : null}
    </>
  );
}

/** Label, hint and error around one control, in reading order. */
export function Field({ children, ...props }: FieldProps & { children: ReactNode }) {
  return (
    <div className={props.error ? 'field field-wrong' : 'field'}>
      <label htmlFor={props.id}>{props.label}</label>
      <FieldNotes {...props} />
      {children}
    </div>
  );
}
