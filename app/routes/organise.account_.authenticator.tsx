import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { accountTrail } from '~/components/desk/account-trail';
import { AuthenticatorKey } from '~/components/desk/authenticator-key';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { TextField } from '~/components/desk/form-fields';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { addAuthenticator } from '~/domain/factors/add-authenticator.server';
import { offerAuthenticator } from '~/domain/factors/offer-authenticator.server';
import { readProtection } from '~/domain/factors/read-protection.server';
import { removeAuthenticator } from '~/domain/factors/remove-authenticator.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { afterChange, ownAccount } from '~/http/own-account.server';
import { readForm } from '~/http/read-form.server';
import { requireOwnAccount } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Authenticator app', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { organiser, frame } = await requireOwnAccount(args);
  requireRecentFactor(args, organiser);
  const { ctx } = args.context;
  const who = { organiserId: organiser.id, email: organiser.email };
  const found = await readProtection(ctx, who);
  if (!found.ok) return notFound();
  const { authenticator, passkeys } = found.protection;
  const mayRemove = authenticator && (passkeys > 0 || !ctx.config.production);
  const whole = organiser.protectedWhole;
  return deskJson({ frame, whole, mayRemove, shown: await offerAuthenticator(ctx, who) });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser } = await requireOwnAccount(args);
  requireRecentFactor(args, organiser);
  const { ctx } = args.context;
  const { intent, offer = '', code = '' } = await readForm(args.request);
  const account = ownAccount(args, organiser);
  const answer =
    intent === 'remove'
      ? await removeAuthenticator(ctx, account)
      : await addAuthenticator(ctx, { ...account, offer, code });
  // Whoever mistyped the code has read the key already: it stays the same.
  const who = { organiserId: organiser.id, email: organiser.email };
  const kept = {
    shown: answer.ok ? null : await offerAuthenticator(ctx, { ...who, earlier: offer }),
  };
  return afterChange(args, organiser, answer, { done: 'authenticator', kept });
}

export default function Authenticator() {
  const { frame, whole, mayRemove, ...loaded } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const shown = refused?.shown ?? loaded.shown;
  const fault = refused?.refusal;
  return (
    <DeskLayout frame={frame} title="Connect an authenticator app" trail={accountTrail(whole)}>
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        Any app for one-time codes will do: the one on your phone, or your password manager. An app
        that you connected before stops working here.
      </p>
      <AuthenticatorKey secret={shown.secret} uri={shown.uri} />
      <Form method="post" noValidate>
        <input type="hidden" name="offer" value={shown.offer} />
        <TextField
          id="code"
          name="code"
          label="The six digits that the app shows now"
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={12}
          error={fault?.fieldId === 'code' ? fault.text : null}
        />
        <button type="submit" className="desk-button">
          Connect
        </button>
      </Form>
      {mayRemove ? (
        <section aria-labelledby="remove-heading">
          <h2 id="remove-heading">Do without</h2>
          <p>The app and your passphrase are removed; you sign in with a passkey or by a link.</p>
          <Form method="post">
            <button
              type="submit"
              name="intent"
              value="remove"
              className="desk-button desk-button-warn"
            >
              Remove app and passphrase
            </button>
          </Form>
        </section>
      ) : null}
    </DeskLayout>
  );
}
