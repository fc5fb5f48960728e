import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Link, Outlet, useRouteError } from '@remix-run/react';
import { DeskDoor } from '~/components/desk/desk-door';
import { type DeskFault, faultOf } from '~/components/desk/desk-fault';
import { deskMeta } from '~/components/desk/desk-frame';
import { useHeadingFocus } from '~/components/desk/use-heading-focus';
import { noStoreHeaders } from '~/http/desk-response.server';
import deskStyles from '~/styles/desk.css?url';
import signaturesStyles from '~/styles/desk-signatures.css?url';

export const handle = { hydrate: true };

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: signaturesStyles },
];

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction = ({ error }) =>
  deskMeta(error ? faultOf(isRouteErrorResponse(error) ? error.status : 500).title : 'Desk');

export default function Organise() {
  useHeadingFocus();
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const fault: DeskFault = faultOf(isRouteErrorResponse(error) ? error.status : 500);
  return (
    <DeskDoor title={fault.title}>
      <p>{fault.text}</p>
      <p>
        <Link to="/organise">Go to the list of letters</Link>
      </p>
    </DeskDoor>
  );
}
