import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { accountTrail } from '~/components/desk/account-trail';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { RecoveryCodes } from '~/components/desk/recovery-codes';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { keepRecoveryCodes } from '~/domain/factors/keep-recovery-codes.server';
import { offerRecoveryCodes } from '~/domain/factors/offer-recovery-codes.server';
import { readProtection } from '~/domain/factors/read-protection.server';
import { deskJson, deskRedirect, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { afterChange, ownAccount } from '~/http/own-account.server';
import { readForm } from '~/http/read-form.server';
import { requireOwnAccount } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Recovery codes', data?.frame);

/** Codes are for the day when a second factor is lost; without one there is nothing to recover. */
async function requireEnrolled(args: LoaderFunctionArgs) {
  const { organiser, frame } = await requireOwnAccount(args);
  requireRecentFactor(args, organiser);
  if (!organiser.enrolled) throw deskRedirect('/organise/set-up');
  return { organiser, frame };
}

export async function loader(args: LoaderFunctionArgs) {
  const { organiser, frame } = await requireEnrolled(args);
  const { ctx } = args.context;
  const found = await readProtection(ctx, { organiserId: organiser.id });
  if (!found.ok) return notFound();
  return deskJson({
    frame,
    whole: organiser.protectedWhole,
    codesLeft: found.protection.codesLeft,
    shown: await offerRecoveryCodes(ctx, { organiserId: organiser.id }),
    site: new URL(ctx.publicUrl).host,
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser } = await requireEnrolled(args);
  const { offer = '' } = await readForm(args.request);
  const account = ownAccount(args, organiser);
  const answer = await keepRecoveryCodes(args.context.ctx, { ...account, offer });
  return afterChange(args, organiser, answer, { done: 'codes', kept: {} });
}

export default function Codes() {
  const { frame, whole, codesLeft, shown, site } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <DeskLayout frame={frame} title="Recovery codes" trail={accountTrail(whole)}>
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        For the day when your phone is lost. Each code stands once for your second factor. Print
        them, or keep them where your passphrase is not. They are shown now and never again.
      </p>
      <RecoveryCodes codes={shown.codes} account={frame.organiser.email} site={site} />
      <Form method="post">
        <input type="hidden" name="offer" value={shown.offer} />
        <p>
          They begin to work when you press the button.
          {codesLeft > 0 ? ` The ${codesLeft} codes you have left stop working then.` : ''}
        </p>
        <button type="submit" className="desk-button">
          I have kept them
        </button>
      </Form>
    </DeskLayout>
  );
}
