import { Link } from '@remix-run/react';
import { DeskDoor } from './desk-door';
import { faultOf } from './desk-fault';

/** Instead of a desk page that failed with this HTTP status. */
export function DeskError({ status }: { status: number }) {
  const { title, text } = faultOf(status);
  return (
    <DeskDoor title={title}>
      <p>{text}</p>
      <p>
        <Link to="/organise">Go to the list of letters</Link>
      </p>
    </DeskDoor>
  );
}
