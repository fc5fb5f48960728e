import { Link } from '@remix-run/react';

/** From a delivery to what people record about it, and to the room in which its addressee reads it. */
export function DeliveryRecordLinks({ base }: { base: string }) {
  return (
    <ul className="desk-record-links">
      <li>
        <Link to={`${base}/record`}>Record what happened, with evidence</Link>
      </li>
      <li>
        <Link to={`${base}/room`}>The room for the addressee</Link>
      </li>
    </ul>
  );
}
