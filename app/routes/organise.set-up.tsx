import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { SetUpSteps } from '~/components/desk/set-up-steps';
import { readProtection } from '~/domain/factors/read-protection.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { requireOwnAccount } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Protect your account', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { organiser, frame } = await requireOwnAccount(args);
  const { ctx } = args.context;
  const found = await readProtection(ctx, { organiserId: organiser.id });
  if (!found.ok) return notFound();
  return deskJson({
    frame,
    protection: found.protection,
    ownsInstallation: organiser.role === 'owner',
    mayEnter: organiser.protectedWhole || !ctx.config.production,
  });
}

export default function SetUp() {
  const { frame, protection, ownsInstallation, mayEnter } = useLoaderData<typeof loader>();
  const whole = protection.enrolled && protection.codesMade;
  return (
    <DeskLayout frame={frame} title="Protect your account">
      <p>
        You are signed in as <strong>{frame.organiser.email}</strong>. The link you came by proves
        your mailbox and nothing else. Behind this door are the names of people who may be in
        danger, so it takes a second thing that only you have.
      </p>
      <SetUpSteps protection={protection} ownsInstallation={ownsInstallation} />
      {mayEnter ? (
        <p>
          <Link to="/organise">{whole ? 'To the desk' : 'Skip this for now: to the desk'}</Link>
        </p>
      ) : (
        <p>The desk opens when the first two are done.</p>
      )}
    </DeskLayout>
  );
}
