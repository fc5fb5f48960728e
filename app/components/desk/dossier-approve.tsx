import { Form } from '@remix-run/react';
import type { SecondPerson } from '~/domain/deliveries/second-person.server';
import { FactList } from './fact-list';
import { TextField } from './form-fields';
import type { Moment } from './moments';
import type { Refusal } from './refusal-notice';
import { TimeOf } from './time-of';

const words: Record<SecondPerson, string> = {
  needed:
    'Somebody else who may send looks at everything and approves it. Any change of text, addressee, names or mail after that makes the approval void.',
  alone: 'You are the only one who may send, so nobody else is asked.',
  off: 'An owner has switched the second person off for this letter.',
};

type Props = {
  secondPerson: SecondPerson;
  approved: { by: string; at: Moment } | null;
  hash: string;
  own: boolean;
  mayApprove: boolean;
  mayTurnOff: boolean;
  typed?: string;
  fault: Refusal | null;
};

/** A second pair of eyes, by the hash of what was shown. */
export function DossierApprove(props: Props) {
  const { secondPerson, approved, hash, own, mayApprove } = props;
  return (
    <section aria-labelledby="approve-heading">
      <h2 id="approve-heading">Second person</h2>
      <p>{words[secondPerson]}</p>
      <FactList
        facts={[
          { term: 'SHA-256 of the dossier', value: <code>{hash}</code> },
          {
            term: 'Approved',
            value: approved ? (
              <>
                by {approved.by}, <TimeOf moment={approved.at} />
              </>
            ) : (
              'not yet'
            ),
          },
        ]}
      />
      {approved ? null : own ? (
        <p>You have prepared this dossier, so somebody else approves it.</p>
      ) : mayApprove ? (
        <Form method="post">
          <input type="hidden" name="hash" value={hash} />
          <button type="submit" name="intent" value="approve" className="desk-button">
            Approve exactly this
          </button>
        </Form>
      ) : null}
      {props.mayTurnOff && secondPerson !== 'alone' ? <Switch {...props} /> : null}
    </section>
  );
}

function Switch({ secondPerson, typed, fault }: Props) {
  const off = secondPerson === 'off';
  return (
    <>
      <h3>{off ? 'Ask for a second person again' : 'Send without a second person'}</h3>
      <Form method="post" noValidate>
        <input type="hidden" name="on" value={off ? 'yes' : 'no'} />
        <TextField
          id="reason"
          name="reason"
          label="Why"
          hint="It holds for all deliveries of this letter, and stands in the audit log."
          defaultValue={typed}
          error={fault?.fieldId === 'reason' ? fault.text : null}
        />
        <button
          type="submit"
          name="intent"
          value="second-person"
          className="desk-button desk-button-quiet"
        >
          {off ? 'Switch it on' : 'Switch it off for this letter'}
        </button>
      </Form>
    </>
  );
}
