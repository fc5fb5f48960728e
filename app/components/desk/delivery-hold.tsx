import { Form, Link } from '@remix-run/react';
import type { Moment } from './moments';
import { Notice } from './notice';
import { TimeOf } from './time-of';

/** While it waits: when it leaves, and the button that keeps it here. */
export function DeliveryHold(props: { leavesAt: Moment; mayStop: boolean }) {
  const { leavesAt, mayStop } = props;
  return (
    <section aria-labelledby="hold-heading">
      <h2 id="hold-heading">It has not left yet</h2>
      <Notice kind="info">
        Nothing leaves before <TimeOf moment={leavesAt} />. <Link to=".">Look again</Link> after
        that.
      </Notice>
      {mayStop ? (
        <Form method="post">
          <button type="submit" name="intent" value="stop" className="desk-button desk-button-warn">
            Stop it
          </button>
          <p className="desk-hint">Nothing of it leaves then, and the dossier stays as it is.</p>
        </Form>
      ) : null}
    </section>
  );
}
