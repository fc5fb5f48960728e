import { Form } from '@remix-run/react';
import type { RefObject } from 'react';
import { RadioSet } from './form-fields';
import { leaveOutLabels } from './protection-labels';

const reasons = Object.entries(leaveOutLabels).map(([value, label]) => ({ value, label }));

/** Focuses the first reason, for a key of the page. */
export function focusReason(form: RefObject<HTMLFormElement>): void {
  form.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus();
}

/** The decision against one signature, with its reason; `hidden` goes along with it. */
export function TakeOutForm(props: {
  form: RefObject<HTMLFormElement>;
  hidden: Record<string, string | number>;
  legend: string;
  intent: string;
  button: string;
  name: string;
  error: string | null;
}) {
  const { form, hidden, legend, intent, button, name, error } = props;
  return (
    <Form method="post" ref={form} noValidate>
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <RadioSet id="because" name="because" legend={legend} choices={reasons} error={error} />
      <button type="submit" name="intent" value={intent} className="desk-button-quiet">
        {button}
        <span className="desk-hidden"> the signature of {name}</span>
      </button>
    </Form>
  );
}
