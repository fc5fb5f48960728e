import { Form } from '@remix-run/react';
import { type HandState, handEvidence } from '~/domain/deliveries/ledger';
import type { Channel } from '~/domain/letters/letter-view';
import { RadioSet, TextField } from './form-fields';
import { evidenceLabels } from './ledger-labels';
import { deliveryStateLabel } from './state-labels';

type Fault = { fieldId?: string; text: string } | null;

/** A further line: what happened, when, what shows it. */
export function LedgerForm(props: {
  states: HandState[];
  channel: Channel;
  zone: string;
  now: string;
  typed: Record<string, string>;
  fault: Fault;
}) {
  const { states, channel, zone, now, typed, fault } = props;
  const errorAt = (field: string) => (fault?.fieldId === field ? fault.text : null);
  return (
    <section aria-labelledby="record-heading">
      <h2 id="record-heading">Record what happened</h2>
      <Form method="post" encType="multipart/form-data" noValidate>
        <RadioSet
          id="state"
          name="state"
          legend="What happened?"
          choices={states.map((value) => ({ value, label: deliveryStateLabel(value, channel) }))}
          chosen={typed.state}
          error={errorAt('state')}
        />
        <TextField
          id="happenedAt"
          name="happenedAt"
          label="When?"
          hint={`Date and time in ${zone}`}
          type="datetime-local"
          defaultValue={typed.happenedAt ?? now}
          error={errorAt('happenedAt')}
        />
        <RadioSet
          id="evidence"
          name="evidence"
          legend="What shows it?"
          choices={handEvidence.map((value) => ({ value, label: evidenceLabels[value] }))}
          chosen={typed.evidence}
          error={errorAt('evidence')}
        />
        <TextField
          id="file"
          name="file"
          label="File (optional)"
          hint="A photo or scan: PDF, PNG, JPEG or WebP, at most 10 MB. It is stored encrypted, shown to organisers only, and its hash stands in the record."
          type="file"
          accept="application/pdf,image/png,image/jpeg,image/webp"
          error={errorAt('file')}
        />
        <TextField
          id="who"
          name="who"
          label="Who was there? (optional)"
          hint="For example who handed it over, and to whom. For organisers only."
          autoComplete="off"
          defaultValue={typed.who}
          error={errorAt('who')}
        />
        <TextField
          id="note"
          name="note"
          label="Note (optional)"
          hint="For organisers only"
          multiline
          defaultValue={typed.note}
          error={errorAt('note')}
        />
        <button type="submit" name="intent" value="record" className="desk-button">
          Record it
        </button>
      </Form>
    </section>
  );
}
