import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DeskDoor } from '~/components/desk/desk-door';
import { deskMeta } from '~/components/desk/desk-frame';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { SignInForm } from '~/components/desk/sign-in-form';
import { askForPasskey } from '~/domain/factors/offer-passkey.server';
import { deskJson, deskRedirect, noStoreHeaders, wasRefused } from '~/http/desk-response.server';
import { orAway } from '~/http/explain-sign-in.server';
import { findOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { takeSignIn } from '~/http/take-sign-in.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const title = data?.sent ? 'Check your email' : 'Sign in';
  return deskMeta(data?.refused ? `Error: ${title}` : title);
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (await findOrganiser(request, context)) throw deskRedirect('/organise');
  const sent = new URL(request.url).searchParams.has('sent');
  // A form that was refused because the database is away must still come back with what was typed.
  const passkey = await orAway(() => askForPasskey(context.ctx, { organiserId: null }));
  return deskJson({
    sent,
    refused: wasRefused(context),
    passkey: 'options' in passkey ? passkey : null,
  });
}

export async function action(args: ActionFunctionArgs) {
  return takeSignIn(args, await readForm(args.request));
}

export default function SignIn() {
  const { sent, passkey } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (sent) {
    return (
      <DeskDoor title="Check your email">
        <p>If this address belongs to an organiser, a link is on its way.</p>
        <p>
          The link works once, within 30 minutes. Nothing after five minutes? Look in the spam
          folder, then <a href="/organise/sign-in">ask for another link</a>.
        </p>
      </DeskDoor>
    );
  }
  return (
    <DeskDoor title="Sign in">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <SignInForm
        key={refused?.attempt}
        passkey={passkey}
        typed={refused?.typed}
        fault={refused?.refusal ?? null}
      />
    </DeskDoor>
  );
}
