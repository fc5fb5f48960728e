import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { accountTrail } from '~/components/desk/account-trail';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { TextField } from '~/components/desk/form-fields';
import { PassphraseField } from '~/components/desk/passphrase-field';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { readProtection } from '~/domain/factors/read-protection.server';
import { setPassphrase } from '~/domain/factors/set-passphrase.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { afterChange, ownAccount } from '~/http/own-account.server';
import { readForm } from '~/http/read-form.server';
import { requireOwnAccount } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Passphrase', data?.frame);

/** The one before is asked for where it was the way in; a link or a passkey proves as much. */
async function readPage(args: LoaderFunctionArgs) {
  const { organiser, frame } = await requireOwnAccount(args);
  requireRecentFactor(args, organiser);
  const found = await readProtection(args.context.ctx, { organiserId: organiser.id });
  if (!found.ok) return notFound();
  const has = found.protection.passphrase;
  return { organiser, frame, has, asksCurrent: has && organiser.enteredBy === 'passphrase' };
}

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, has, asksCurrent } = await readPage(args);
  return deskJson({ frame, has, asksCurrent, whole: organiser.protectedWhole });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, asksCurrent } = await readPage(args);
  const { passphrase = '', current = '' } = await readForm(args.request);
  const answer = await setPassphrase(args.context.ctx, {
    ...ownAccount(args, organiser),
    email: organiser.email,
    passphrase,
    current: asksCurrent ? current : null,
  });
  return afterChange(args, organiser, answer, { done: 'passphrase', kept: {} });
}

export default function Passphrase() {
  const { frame, has, asksCurrent, whole } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errorOf = (id: string) => (refused?.refusal.fieldId === id ? refused.refusal.text : null);
  const title = has ? 'Another passphrase' : 'Choose a passphrase';
  return (
    <DeskLayout frame={frame} title={title} trail={accountTrail(whole)}>
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        At least 12 signs; spaces, any script and any length up to 128 are fine. Your password
        manager can make one and keep it. Or take four words that have nothing to do with each
        other.
      </p>
      <Form method="post" noValidate>
        <TextField
          id="account"
          name="account"
          label="Account"
          autoComplete="username"
          defaultValue={frame.organiser.email}
          readOnly
        />
        {asksCurrent ? (
          <PassphraseField
            id="current"
            name="current"
            label="Passphrase of now"
            use="current-password"
            error={errorOf('current')}
          />
        ) : null}
        <PassphraseField
          id="passphrase"
          name="passphrase"
          label={has ? 'New passphrase' : 'Passphrase'}
          use="new-password"
          error={errorOf('passphrase')}
        />
        <button type="submit" className="desk-button">
          Save the passphrase
        </button>
      </Form>
      <p className="desk-hint">
        Saving it signs you out everywhere else; a mail tells you that it was changed.
      </p>
    </DeskLayout>
  );
}
