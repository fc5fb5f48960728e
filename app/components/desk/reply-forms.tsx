import { Form } from '@remix-run/react';
import { replyKinds } from '~/domain/replies/reply';
import { type Choice, RadioSet, SelectField, TextField } from './form-fields';
import { replyKindHints, replyKindLabels } from './ledger-labels';

export const kindChoices: Choice[] = replyKinds.map((value) => ({
  value,
  label: replyKindLabels[value],
  hint: replyKindHints[value],
}));

/** A mail as a file, as mail programs save it. */
export function UploadForm({ error }: { error: string | null }) {
  return (
    <section aria-labelledby="upload-heading">
      <h2 id="upload-heading">Upload a mail</h2>
      <Form method="post" encType="multipart/form-data">
        <TextField
          id="mail"
          name="mail"
          label="The mail as a file (.eml)"
          hint="At most 15 MB. It is stored encrypted, and finds its delivery by itself where it can."
          type="file"
          accept=".eml,message/rfc822"
          error={error}
        />
        <button type="submit" name="intent" value="upload" className="desk-button-quiet">
          Upload the mail
        </button>
      </Form>
    </section>
  );
}

type Fault = { fieldId?: string; text: string } | null;

/** A reply on paper, by telephone, or in public. */
export function ReplyForm(props: {
  formId: string;
  deliveries: Choice[];
  zone: string;
  now: string;
  typed: Record<string, string>;
  fault: Fault;
}) {
  const { typed, fault } = props;
  const errorAt = (field: string) => (fault?.fieldId === field ? fault.text : null);
  return (
    <section aria-labelledby="enter-heading">
      <h2 id="enter-heading">Enter a reply</h2>
      <Form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="form" value={props.formId} />
        <SelectField
          id="deliveryId"
          name="deliveryId"
          label="It answers"
          choices={[
            { value: '', label: 'the letter, no delivery in particular' },
            ...props.deliveries,
          ]}
          chosen={typed.deliveryId ?? props.deliveries[0]?.value}
        />
        <TextField
          id="receivedAt"
          name="receivedAt"
          label="When did it come?"
          hint={`Date and time in ${props.zone}`}
          type="datetime-local"
          defaultValue={typed.receivedAt ?? props.now}
          error={errorAt('receivedAt')}
        />
        <TextField
          id="from"
          name="from"
          label="Who answered?"
          hint="For organisers only"
          autoComplete="off"
          defaultValue={typed.from}
          error={errorAt('from')}
        />
        <RadioSet
          id="kind"
          name="kind"
          legend="What kind of reply is it?"
          choices={kindChoices}
          chosen={typed.kind}
          error={errorAt('kind')}
        />
        <div className="desk-long">
          <TextField
            id="text"
            name="text"
            label="What was said"
            multiline
            defaultValue={typed.text}
            error={errorAt('text')}
          />
        </div>
        <TextField
          id="statementUrl"
          name="statementUrl"
          label="If it was a public statement: its address (optional)"
          hint="The page of the news agency or the office; it counts as a reply."
          type="url"
          spellCheck={false}
          defaultValue={typed.statementUrl}
          error={errorAt('statementUrl')}
        />
        <button type="submit" name="intent" value="enter" className="desk-button">
          Enter the reply
        </button>
      </Form>
    </section>
  );
}
