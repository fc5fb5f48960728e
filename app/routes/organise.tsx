import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Outlet, useRouteError } from '@remix-run/react';
import { DeskError } from '~/components/desk/desk-error';
import { faultOf } from '~/components/desk/desk-fault';
import { deskMeta } from '~/components/desk/desk-frame';
import { useHeadingFocus } from '~/components/desk/use-heading-focus';
import { noStoreHeaders } from '~/http/desk-response.server';
import deskStyles from '~/styles/desk.css?url';
import accountStyles from '~/styles/desk-account.css?url';
import dossierStyles from '~/styles/desk-dossier.css?url';
import exportsStyles from '~/styles/desk-exports.css?url';
import formStyles from '~/styles/desk-forms.css?url';
import ledgerStyles from '~/styles/desk-ledger.css?url';
import moderationStyles from '~/styles/desk-moderation.css?url';
import overviewStyles from '~/styles/desk-overview.css?url';
import setupStyles from '~/styles/desk-setup.css?url';
import signaturesStyles from '~/styles/desk-signatures.css?url';
import tableStyles from '~/styles/desk-tables.css?url';
import textStyles from '~/styles/desk-texts.css?url';
import updateStyles from '~/styles/desk-updates.css?url';
import writingStyles from '~/styles/desk-writing.css?url';

export const handle = { hydrate: true };

/** In the order in which they build on each other. */
const styles = [
  deskStyles,
  tableStyles,
  textStyles,
  formStyles,
  accountStyles,
  ledgerStyles,
  dossierStyles,
  exportsStyles,
  moderationStyles,
  overviewStyles,
  setupStyles,
  signaturesStyles,
  updateStyles,
  writingStyles,
];

export const links: LinksFunction = () => styles.map((href) => ({ rel: 'stylesheet', href }));

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
  return <DeskError status={isRouteErrorResponse(error) ? error.status : 500} />;
}
