import { Form } from '@remix-run/react';
import type { UpdateKind } from '~/domain/updates/update';
import { CheckBox, RadioSet, SelectField } from './form-fields';
import type { Moment } from './moments';
import { updateKindLabels } from './update-labels';

export const kindChoices = [
  { value: 'news', label: updateKindLabels.news, hint: 'What happened with the letter.' },
  {
    value: 'answer',
    label: updateKindLabels.answer,
    hint: 'Also for people who were promised mail about a reply only.',
  },
];

/** What an update is about, and whether it stands on the public page as well. */
export function UpdateChoicesForm(props: {
  kind: UpdateKind;
  deliveryId: string | null;
  onTimeline: boolean;
  deliveries: { id: string; addressee: string; at: Moment | null }[];
}) {
  const { kind, deliveryId, onTimeline, deliveries } = props;
  return (
    <section aria-labelledby="choices-heading">
      <h2 id="choices-heading">What it is</h2>
      <Form method="post">
        <RadioSet id="kind" name="kind" legend="Kind" choices={kindChoices} chosen={kind} />
        {deliveries.length > 0 ? (
          <SelectField
            id="delivery"
            name="delivery"
            label="Which copy was answered? (for an answer)"
            choices={[
              { value: '', label: 'None in particular' },
              ...deliveries.map(({ id, addressee, at }) => ({
                value: id,
                label: at ? `${addressee}, ${at.text}` : addressee,
              })),
            ]}
            chosen={deliveryId ?? ''}
          />
        ) : null}
        <CheckBox
          id="timeline"
          name="timeline"
          label="Also put it on the public timeline and in the feed"
          hint="From the moment when the first mail leaves, in each language."
          checked={onTimeline}
        />
        <button type="submit" name="intent" value="choices" className="desk-button">
          Save these choices
        </button>
      </Form>
    </section>
  );
}
