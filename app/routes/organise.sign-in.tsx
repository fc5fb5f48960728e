import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { DeskDoor } from '~/components/desk/desk-door';
import { deskMeta } from '~/components/desk/desk-frame';
import { TextField } from '~/components/desk/form-fields';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { requestSignIn } from '~/domain/organisers/request-sign-in.server';
import {
  deskJson,
  deskRedirect,
  noStoreHeaders,
  refuseForm,
  wasRefused,
} from '~/http/desk-response.server';
import { findOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { evenTime, takeAtLeast } from '~/http/take-at-least.server';
import { parseEmailAddress } from '~/primitives/email-address';

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
  return deskJson({ sent, refused: wasRefused(context) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const fields = await readForm(request);
  const typed = fields.email ?? '';
  const email = parseEmailAddress(typed);
  if (!email) {
    const text = typed.trim()
      ? 'Enter the email address in the correct format, like name@example.org'
      : 'Enter your email address';
    return refuseForm(context, 422, { typed, text });
  }
  await takeAtLeast(evenTime, () => requestSignIn(context.ctx, { email }));
  return deskRedirect('/organise/sign-in?sent');
}

export default function SignIn() {
  const { sent } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (sent) {
    return (
      <DeskDoor title="Check your email">
        <p>If this address belongs to an organiser, a link is on its way.</p>
        <p>
          The link works once and only for a few minutes. Nothing after five minutes? Look in the
          spam folder, then <a href="/organise/sign-in">ask for another link</a>.
        </p>
      </DeskDoor>
    );
  }
  return (
    <DeskDoor title="Sign in">
      {refused ? (
        <RefusalNotice
          key={refused.text}
          refusal={{ title: 'There is a problem', text: refused.text, fieldId: 'email' }}
        />
      ) : null}
      <p>There is no password. We send a link to your address; it signs you in once.</p>
      <Form method="post" noValidate>
        <TextField
          id="email"
          name="email"
          label="Email address"
          type="email"
          inputMode="email"
          autoComplete="email"
          spellCheck={false}
          maxLength={254}
          defaultValue={refused?.typed}
          error={refused?.text}
        />
        <button type="submit" className="desk-button">
          Send the link
        </button>
      </Form>
    </DeskDoor>
  );
}
