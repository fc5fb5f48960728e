import type { LoaderFunctionArgs } from '@remix-run/node';
import { deskRedirect } from '~/http/desk-response.server';

/** The one-time link by the name under which it begins a set-up; it is spent on the next page. */
export function loader({ params }: LoaderFunctionArgs) {
  const token = encodeURIComponent(params.token ?? '');
  return deskRedirect(`/organise/sign-in/${token}?then=set-up`);
}
