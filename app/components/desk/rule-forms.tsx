import { Form } from '@remix-run/react';
import { RadioSet, SelectField, TextField } from './form-fields';
import { ruleSubjectLabels } from './protection-labels';

type Refused = { field: string; refusal: { text: string }; typed: Record<string, string> } | null;

function errorOf(refused: Refused, field: string): string | null {
  return refused?.field === field ? refused.refusal.text : null;
}

const longest = 500;

/** Allowing the network of a venue for the time of an event. */
export function EventForm(props: {
  network: string | null;
  until: string;
  zone: string;
  refused: Refused;
}) {
  const { network, until, zone, refused } = props;
  const typed = refused?.typed;
  return (
    <section aria-labelledby="event-heading">
      <h2 id="event-heading">People at this venue sign from one network</h2>
      <p>
        At an event hundreds of phones share one network and look like one machine. Allow the
        network until the event is over: nobody there is asked to prove anything or held for review
        because of it.
      </p>
      <Form method="post" aria-labelledby="event-heading" noValidate>
        <TextField
          id="event-value"
          name="value"
          label="Network"
          hint={
            network
              ? 'Filled in: the network you are on now. Right if you are at the venue.'
              : 'Your own network is not known here. Look up the public address at the venue, like 203.0.113.7.'
          }
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          defaultValue={typed?.value ?? network ?? ''}
          error={errorOf(refused, 'value')}
        />
        <div className="desk-pair">
          <TextField
            id="event-label"
            name="label"
            label="Name of the venue"
            autoComplete="off"
            maxLength={100}
            defaultValue={typed?.label}
          />
          <TextField
            id="event-until"
            name="until"
            label={`Until (${zone})`}
            hint="At most seven days ahead"
            type="datetime-local"
            defaultValue={typed?.until ?? until}
            error={errorOf(refused, 'until')}
          />
        </div>
        <TextField
          id="event-reason"
          name="reason"
          label="Reason"
          hint="Which event, and who asked for it. No names of signatories."
          autoComplete="off"
          maxLength={longest}
          defaultValue={typed?.reason}
          error={errorOf(refused, 'reason')}
        />
        <button type="submit" name="intent" value="event" className="desk-button">
          Allow this network
        </button>
      </Form>
    </section>
  );
}

const effects = [
  {
    value: 'hold',
    label: 'Hold for review',
    hint: 'It is taken and confirmed as any other, and counts when one of you has accepted it.',
  },
  {
    value: 'refuse',
    label: 'Refuse',
    hint: 'Nothing is stored. For attacks only: an honest person who is refused cannot sign.',
  },
];

const subjects = Object.entries(ruleSubjectLabels).map(([value, label]) => ({ value, label }));

/** Holding or refusing what comes from a network, a mail domain, an address, or under a name. */
export function WatchForm({ zone, refused }: { zone: string; refused: Refused }) {
  const typed = refused?.typed;
  return (
    <section aria-labelledby="watch-heading">
      <h2 id="watch-heading">Hold or refuse signatures</h2>
      <Form method="post" aria-labelledby="watch-heading" noValidate>
        <RadioSet
          id="watch-effect"
          name="effect"
          legend="What happens to such a signature?"
          choices={effects}
          chosen={typed?.effect}
          error={errorOf(refused, 'effect')}
        />
        <div className="desk-pair">
          <SelectField
            id="watch-subject"
            name="subject"
            label="What is it about?"
            choices={subjects}
            chosen={typed?.subject ?? 'network'}
          />
          <TextField
            id="watch-value"
            name="value"
            label="Which one?"
            hint="203.0.113.0/24 · example.org · name@example.org · a name in full"
            autoComplete="off"
            spellCheck={false}
            maxLength={254}
            defaultValue={typed?.value}
            error={errorOf(refused, 'value') ?? errorOf(refused, 'subject')}
          />
          <TextField
            id="watch-label"
            name="label"
            label="What you call it (may be left empty)"
            autoComplete="off"
            maxLength={100}
            defaultValue={typed?.label}
          />
          <TextField
            id="watch-until"
            name="until"
            label={`Until (${zone}; may be left empty)`}
            type="datetime-local"
            defaultValue={typed?.until}
            error={errorOf(refused, 'until')}
          />
        </div>
        <TextField
          id="watch-reason"
          name="reason"
          label="Reason"
          hint="Other organisers read it."
          autoComplete="off"
          maxLength={longest}
          defaultValue={typed?.reason}
          error={errorOf(refused, 'reason')}
        />
        <button type="submit" name="intent" value="watch" className="desk-button">
          Add this rule
        </button>
      </Form>
    </section>
  );
}
