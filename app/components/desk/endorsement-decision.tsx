import { Form } from '@remix-run/react';
import { declineTemplates } from '~/domain/endorsements/endorsement';
import { declineText } from '~/i18n/decline-texts';
import { authorityBasisChoices } from './authority-bases';
import { RadioSet, TextField } from './form-fields';

export type RefusedDecision = {
  field: string | null;
  refusal: { text: string };
  typed: Record<string, string>;
};

type DecisionProps = {
  id: string;
  organisation: string;
  /** Of the words that the organiser sees. */
  fingerprint: string;
  refused: RefusedDecision | null;
};

const reasons = declineTemplates.map((value) => ({
  value,
  label: declineText('en', value) ?? value,
}));

/** Ids, typed words and the error of each field of one endorsement's forms. */
function fieldsOf({ id, refused }: DecisionProps) {
  return (name: string) => ({
    id: `${name}-${id}`,
    name,
    error: refused?.field === name ? refused.refusal.text : null,
  });
}

/** Approve, ask or decline; each with what has to be said for it. */
export function EndorsementDecision(props: DecisionProps) {
  return (
    <div className="desk-decision">
      <ApproveForm {...props} />
      <div>
        <AskForm {...props} />
        <DeclineForm {...props} />
      </div>
    </div>
  );
}

function ApproveForm(props: DecisionProps) {
  const { id, organisation, fingerprint, refused } = props;
  const field = fieldsOf(props);
  const typed = refused?.typed ?? {};
  const proof = field('proof');
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      aria-label={`Approve ${organisation}`}
      noValidate
    >
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="seen" value={fingerprint} />
      <RadioSet
        {...field('authorityBasis')}
        legend="How do you know that the organisation agreed?"
        choices={authorityBasisChoices}
        chosen={typed.authorityBasis}
      />
      <details open={Boolean(proof.error || typed.authorisedBy || typed.note)}>
        <summary>Who authorised it, and what shows it</summary>
        <TextField
          {...field('authorisedBy')}
          label="Who in the organisation authorised it? (optional)"
          hint="Name, office and date, if it was not the representative."
          maxLength={300}
          defaultValue={typed.authorisedBy}
        />
        <TextField
          {...field('note')}
          label="Note (optional)"
          hint="Where a paper is kept, whom you called, what they said."
          maxLength={300}
          defaultValue={typed.note}
        />
        <TextField
          {...proof}
          type="file"
          accept="application/pdf,image/png,image/jpeg"
          label="Signed letter or mandate (optional)"
          hint="PDF, PNG or JPEG, at most 2 MB. Kept sealed, for organisers only."
        />
      </details>
      <button type="submit" name="intent" value="approve" className="desk-button">
        Approve<span className="desk-hidden"> {organisation}</span>
      </button>
    </Form>
  );
}

function AskForm(props: DecisionProps) {
  const { id, organisation, refused } = props;
  return (
    <Form method="post" aria-label={`Ask ${organisation}`} noValidate>
      <input type="hidden" name="id" value={id} />
      <TextField
        {...fieldsOf(props)('question')}
        label="Question to the organisation"
        hint="It gets a mail, and answers on its own page. Until then it goes on waiting."
        multiline
        maxLength={1000}
        defaultValue={refused?.typed.question}
      />
      <button type="submit" name="intent" value="ask" className="desk-button-quiet">
        Ask<span className="desk-hidden"> {organisation}</span>
      </button>
    </Form>
  );
}

function DeclineForm(props: DecisionProps) {
  const { id, organisation, refused } = props;
  const field = fieldsOf(props);
  return (
    <Form method="post" aria-label={`Decline ${organisation}`} noValidate>
      <input type="hidden" name="id" value={id} />
      <RadioSet
        {...field('template')}
        legend="Why is it declined? It reads this in its own language."
        choices={reasons}
        chosen={refused?.typed.template}
      />
      <TextField
        {...field('reason')}
        label="In your own words (optional)"
        hint="The organisation reads this as you write it."
        multiline
        maxLength={1000}
        defaultValue={refused?.typed.reason}
      />
      <button type="submit" name="intent" value="decline" className="desk-button-quiet">
        Decline<span className="desk-hidden"> {organisation}</span>
      </button>
    </Form>
  );
}
