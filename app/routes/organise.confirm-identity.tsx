import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ConfirmIdentityForm } from '~/components/desk/confirm-identity-form';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { offerFactors } from '~/http/offer-factors.server';
import { ownDeskPath } from '~/http/own-path.server';
import { readAllFields } from '~/http/read-form.server';
import { requireOwnAccount } from '~/http/require-desk.server';
import { carriedFrom, isConfirmation, takeConfirmation } from '~/http/take-confirmation.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Confirm that it is you', data?.frame);

function backOf(request: Request): string {
  return ownDeskPath(new URL(request.url).searchParams.get('back'));
}

export async function loader(args: LoaderFunctionArgs) {
  const { organiser, frame } = await requireOwnAccount(args);
  const { request, context } = args;
  const back = backOf(request);
  const nothingToAsk = !organiser.enrolled || organiser.factorRecent;
  if (nothingToAsk && request.method === 'GET') throw deskRedirect(back);
  const choice = await offerFactors(context.ctx, { organiserId: organiser.id });
  return deskJson({ frame, back, choice });
}

/** Shows the question to a form that was sent on to here, and takes the answer to it. */
export async function action(args: ActionFunctionArgs) {
  const { organiser } = await requireOwnAccount(args);
  const { request, context } = args;
  const back = backOf(request);
  const { entries, files } = await readAllFields(request);
  if (!organiser.enrolled) return deskRedirect(back);
  const carried = carriedFrom(entries);
  if (!isConfirmation(entries)) return deskJson({ carried, files, refusal: null, attempt: '' });
  const taken = await takeConfirmation(args, { organiser, entries, back });
  if (taken.ok) return taken.response;
  const { status, refusal, retryAfter } = taken;
  const headers: Record<string, string> = retryAfter ? { 'Retry-After': String(retryAfter) } : {};
  const attempt = randomUUID();
  return refuseForm(context, status, { carried, files: false, refusal, attempt }, headers);
}

export default function ConfirmIdentity() {
  const { frame, back, choice } = useLoaderData<typeof loader>();
  const asked = useActionData<typeof action>();
  return (
    <DeskLayout frame={frame} title="Confirm that it is you">
      {asked?.refusal ? <RefusalNotice attempt={asked.attempt} refusal={asked.refusal} /> : null}
      <p>
        This is an act with consequences, and you proved more than ten minutes ago that it is you.
        Nothing was done yet{asked ? ', and nothing that you typed is lost' : ''}.
      </p>
      {asked?.files ? <p>A file that you had chosen must be chosen again afterwards.</p> : null}
      <ConfirmIdentityForm
        key={asked?.attempt}
        back={back}
        carried={asked?.carried ?? null}
        choice={choice}
        fault={asked?.refusal ?? null}
      />
    </DeskLayout>
  );
}
