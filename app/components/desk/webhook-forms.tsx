import { Form, Link } from '@remix-run/react';
import { longestLabel } from '~/domain/access/access-token';
import { type WebhookEvent, webhookEvents } from '~/domain/webhooks/webhook';
import { eventLabels } from './access-labels';
import { DataTable } from './data-table';
import { CheckBox, TextField } from './form-fields';
import type { Moment } from './moments';
import type { Refusal } from './refusal-notice';
import { TimeOf } from './time-of';

export type ShownWebhook = {
  id: string;
  label: string;
  url: string;
  events: WebhookEvent[];
  failingSince: Moment | null;
  paused: boolean;
};

/** How a webhook does, in words. */
export function WebhookHealth({ failingSince, paused }: ShownWebhook) {
  if (paused) return <strong>paused</strong>;
  if (!failingSince) return <>works</>;
  return (
    <>
      <strong>failing</strong> since <TimeOf moment={failingSince} />
    </>
  );
}

export function WebhookTable({ webhooks, base }: { webhooks: ShownWebhook[]; base: string }) {
  if (webhooks.length === 0) return <p>No program is told anything yet.</p>;
  const rows = webhooks.map((webhook) => ({
    key: webhook.id,
    cells: [
      <Link key="label" to={`${base}/${webhook.id}`}>
        {webhook.label}
      </Link>,
      new URL(webhook.url).host,
      webhook.events.map((event) => eventLabels[event].label).join('; '),
      <WebhookHealth key="health" {...webhook} />,
    ],
  }));
  const columns = ['For', 'Host', 'Is told', 'State'];
  return (
    <DataTable
      id="webhooks"
      caption="Webhooks of this letter"
      columns={columns.map((label) => ({ label }))}
      rows={rows}
    />
  );
}

export function WebhookForm(props: {
  id: string;
  typed: Record<string, string>;
  fault: Refusal | null;
}) {
  const { id, typed, fault } = props;
  const errorOf = (field: string) => (fault?.fieldId === `webhook-${field}` ? fault.text : null);
  const eventsError = errorOf('events');
  return (
    <Form method="post">
      <h3>Add a webhook</h3>
      <input type="hidden" name="id" value={id} />
      <TextField
        id="webhook-label"
        name="label"
        label="What it is for"
        maxLength={longestLabel}
        defaultValue={typed.label}
        error={errorOf('label')}
      />
      <TextField
        id="webhook-url"
        name="url"
        label="Address"
        hint="On the public internet; calls into private networks are not made and redirects are not followed."
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        defaultValue={typed.url}
        error={errorOf('url')}
      />
      <fieldset
        className={eventsError ? 'desk-field desk-field-invalid' : 'desk-field'}
        aria-describedby={eventsError ? 'webhook-events-error' : undefined}
      >
        <legend>It is told when</legend>
        {eventsError ? (
          <p id="webhook-events-error" className="desk-field-error">
            <span className="desk-hidden">Error: </span>
            {eventsError}
          </p>
        ) : null}
        {webhookEvents.map((event, index) => (
          <CheckBox
            key={event}
            id={index === 0 ? 'webhook-events' : `webhook-event-${event}`}
            name={`event-${event}`}
            checked={typed[`event-${event}`] === 'yes'}
            {...eventLabels[event]}
          />
        ))}
      </fieldset>
      <button type="submit" name="intent" value="add-webhook" className="desk-button">
        Add the webhook
      </button>
    </Form>
  );
}
