import { Form } from '@remix-run/react';
import type { ReplyKind } from '~/domain/replies/reply';
import { type Choice, RadioSet, SelectField } from './form-fields';
import { kindChoices } from './reply-forms';

/** What kind of reply it is; it goes on the record of the delivery. */
export function JudgeForm(props: {
  kind: ReplyKind | null;
  automatic: boolean;
  error: string | null;
}) {
  if (props.automatic) {
    return <p>A program wrote this by itself. It is kept here, and never counts as an answer.</p>;
  }
  return (
    <section aria-labelledby="judge-heading">
      <h2 id="judge-heading">Its kind</h2>
      <Form method="post" noValidate>
        <RadioSet
          id="kind"
          name="kind"
          legend="What kind of reply is it?"
          choices={kindChoices}
          chosen={props.kind ?? undefined}
          error={props.error}
        />
        <button type="submit" name="intent" value="judge" className="desk-button">
          Save the kind
        </button>
      </Form>
    </section>
  );
}

/** To which delivery a reply belongs that named none. */
export function AssignForm({ deliveries }: { deliveries: Choice[] }) {
  if (deliveries.length === 0) return null;
  return (
    <Form method="post">
      <SelectField
        id="deliveryId"
        name="deliveryId"
        label="It answers the letter to"
        choices={deliveries}
        chosen={deliveries[0]?.value}
      />
      <button type="submit" name="intent" value="assign" className="desk-button-quiet">
        It belongs there
      </button>
    </Form>
  );
}

/** Begins news of the kind "answer", with the delivery chosen. */
export function TellForm({ deliveryId }: { deliveryId: string | null }) {
  return (
    <section aria-labelledby="tell-heading">
      <h2 id="tell-heading">Tell signatories</h2>
      <p>
        Begins a mail to the people who asked for news. It is written, tested and approved like any
        other before it leaves.
      </p>
      <Form method="post">
        <input type="hidden" name="delivery" value={deliveryId ?? ''} />
        <button type="submit" name="intent" value="tell" className="desk-button-quiet">
          Tell signatories
        </button>
      </Form>
    </section>
  );
}
