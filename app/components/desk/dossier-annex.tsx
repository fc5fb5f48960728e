import { Form, Link } from '@remix-run/react';
import type { AnnexNames } from '~/domain/letters/annex-names';
import { FactList } from './fact-list';
import { writeCount, writePeople } from './figures';
import type { Moment } from './moments';
import { Notice } from './notice';
import { TimeOf } from './time-of';

type Frozen = {
  addendum: number;
  signatures: number;
  named: number;
  namedInAll: number;
  onPaper: number;
  endorsements: number;
  earlier: number;
  withdrawnSince: number;
  changedSince: 'text' | 'target' | null;
  frozenAt: Moment;
  names: AnnexNames;
  /** The short name of the addressee's entry. */
  target: string;
};

const orders = { alphabet: 'by the alphabet', signing: 'in the order of signing' };

function writeNames({ order, latin }: AnnexNames): string {
  return `${orders[order]}, ${latin ? 'with' : 'without'} Latin spellings beside them`;
}

/** Which signatures are in it, as figures, and the button that takes them as they are now. */
export function DossierAnnex(props: {
  delivery: Frozen;
  unconfirmed: number;
  mayFreeze: boolean;
  targetPath: string;
}) {
  const { delivery, unconfirmed, mayFreeze, targetPath } = props;
  const { addendum, changedSince, withdrawnSince } = delivery;
  return (
    <section aria-labelledby="annex-heading">
      <h2 id="annex-heading">Cut-off and annex</h2>
      {changedSince || withdrawnSince > 0 ? (
        <Notice kind="warn">
          {changedSince === 'text' ? 'The public text is another one now. ' : null}
          {changedSince === 'target' ? 'The addressee was changed. ' : null}
          {withdrawnSince > 0
            ? `${writePeople(withdrawnSince)} in it can be named no longer. `
            : null}
          It cannot be sent like this: freeze it anew.
        </Notice>
      ) : null}
      <FactList
        facts={[
          { term: 'Cut-off', value: <TimeOf moment={delivery.frozenAt} /> },
          { term: 'Signatures', value: writePeople(delivery.signatures) },
          {
            term: addendum > 0 ? 'Named, added since the last copy' : 'Named in the annex',
            value: writePeople(delivery.named),
          },
          { term: 'How they stand', value: writeNames(delivery.names) },
          {
            term: 'Counted only, without a name',
            value: writePeople(delivery.signatures - delivery.namedInAll),
          },
          { term: 'Left out: not confirmed', value: writePeople(unconfirmed) },
          ...(delivery.earlier > 0
            ? [{ term: 'Signed an earlier text only', value: writePeople(delivery.earlier) }]
            : []),
          ...(delivery.onPaper > 0
            ? [{ term: 'On paper, stated apart', value: writeCount(delivery.onPaper) }]
            : []),
          {
            term: addendum > 0 ? 'Organisations, added since' : 'Organisations',
            value: writeCount(delivery.endorsements),
          },
        ]}
      />
      {mayFreeze ? (
        <Form method="post">
          <p>
            Order and spelling of the names are part of{' '}
            <Link to={targetPath}>the addressee’s entry</Link>. Freezing takes text, names and
            addressee as they are now. A trial and an approval are void with it.
          </p>
          <button type="submit" name="intent" value="freeze" className="desk-button">
            Freeze anew
          </button>
        </Form>
      ) : null}
    </section>
  );
}
