import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { accountTrail } from '~/components/desk/account-trail';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { TextField } from '~/components/desk/form-fields';
import { momentsIn } from '~/components/desk/moments';
import { PasskeyButton } from '~/components/desk/passkey-button';
import { PasskeyTable } from '~/components/desk/passkey-table';
import { proofFields } from '~/components/desk/proof-fields';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { addPasskey } from '~/domain/factors/add-passkey.server';
import { passkeyNameLength } from '~/domain/factors/factor';
import { offerNewPasskey } from '~/domain/factors/offer-passkey.server';
import { readProtection } from '~/domain/factors/read-protection.server';
import { removePasskey } from '~/domain/factors/remove-passkey.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { afterChange, ownAccount } from '~/http/own-account.server';
import { readForm } from '~/http/read-form.server';
import { requireOwnAccount } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Passkeys', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { organiser, frame } = await requireOwnAccount(args);
  requireRecentFactor(args, organiser);
  const { ctx } = args.context;
  const who = { organiserId: organiser.id, email: organiser.email };
  const found = await readProtection(ctx, who);
  if (!found.ok) return notFound();
  const moments = momentsIn('UTC');
  return deskJson({
    frame,
    whole: organiser.protectedWhole,
    asked: await offerNewPasskey(ctx, who),
    passkeys: found.passkeys.map((passkey) => ({
      ...passkey,
      addedAt: moments.at(passkey.addedAt),
      lastUsedAt: moments.atOrNull(passkey.lastUsedAt),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser } = await requireOwnAccount(args);
  requireRecentFactor(args, organiser);
  const { ctx } = args.context;
  const fields = await readForm(args.request);
  const { intent, id = '', name = '' } = fields;
  const account = ownAccount(args, organiser);
  const response = fields[proofFields.passkey] ?? '';
  const offer = fields[proofFields.offer] ?? '';
  const answer =
    intent === 'remove'
      ? await removePasskey(ctx, { ...account, id })
      : await addPasskey(ctx, { ...account, name, response, offer });
  return afterChange(args, organiser, answer, { done: 'passkeys', kept: { name } });
}

export default function Passkeys() {
  const { frame, whole, asked, passkeys } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <DeskLayout frame={frame} title="Passkeys" trail={accountTrail(whole)}>
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        A passkey is kept by your phone, computer, password manager or security key, and opens with
        your finger, face or PIN. It stands for passphrase and code together, and cannot be given
        away to a false page. With two of them, losing one device does not matter.
      </p>
      {passkeys.length > 0 ? <PasskeyTable passkeys={passkeys} /> : null}
      <section aria-labelledby="add-heading">
        <h2 id="add-heading">Add a passkey</h2>
        <Form method="post" noValidate key={refused?.attempt}>
          <TextField
            id="name"
            name="name"
            label="What you call it"
            hint="So that you know it later, such as: my phone. May stay empty."
            autoComplete="off"
            maxLength={passkeyNameLength}
            defaultValue={refused?.name}
          />
          <PasskeyButton
            kind="make"
            options={asked.options}
            offer={asked.offer}
            label="Add a passkey"
            main
          />
        </Form>
      </section>
    </DeskLayout>
  );
}
