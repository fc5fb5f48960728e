import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { TeamForm } from '~/components/desk/team-form';
import { TeamTable } from '~/components/desk/team-table';
import { listTeam } from '~/domain/organisers/list-team.server';
import { changeTeam } from '~/http/change-team.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Team', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'manage-team');
  const found = await listTeam(args.context.ctx, { slug: letter.slug });
  if (!found.ok) return notFound();
  return deskJson({ frame, members: found.members, self: organiser.id });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'manage-team');
  requireRecentFactor(args, organiser);
  const { request, context } = args;
  const fields = await readForm(request);
  const actor = actorOf(organiser, context);
  const changed = await changeTeam(context.ctx, { slug: letter.slug, fields, actor });
  const page = `/organise/letters/${letter.slug}/team`;
  if (changed.ok) return deskRedirect(`${page}?${changed.done}`);
  const { refusal, status } = changed;
  return refuseForm(context, status, { refusal, typed: { ...fields }, attempt: randomUUID() });
}

const done: Record<string, string> = {
  given: 'The role is given. A mail tells where to sign in; who had another role signs in anew.',
  taken: 'The role is taken away, and the person is signed out.',
};

export default function Team() {
  const { frame, members, self } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const told = refused ? undefined : Object.keys(done).find((name) => search.has(name));
  return (
    <DeskLayout frame={frame} title="Team" section="team">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {told ? <Notice kind="ok">{done[told]}</Notice> : null}
      <p>
        Who may do what on this letter. A role on a letter counts there only; roles in the whole
        installation are given by the operator.
      </p>
      <TeamTable members={members} self={self} />
      <TeamForm
        key={refused ? refused.attempt : members.length}
        typed={refused?.typed ?? {}}
        fault={refused?.refusal ?? null}
      />
    </DeskLayout>
  );
}
