import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { KeepViewForm, OwnViewForm } from '~/components/desk/view-forms';
import { listViews } from '~/domain/signature-views/list-views.server';
import { changeViews, cleanView } from '~/http/change-views.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Views of the signatures', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { organiser, frame, letter } = await requireDeskLetter(args, 'read-signatures');
  const asked = new URL(args.request.url).searchParams.get('view') ?? '?';
  const input = { slug: letter.slug, organiserId: organiser.id };
  const views = await listViews(args.context.ctx, input);
  return deskJson({ frame, view: cleanView(asked), views });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'read-signatures');
  const { request, context } = args;
  const fields = await readForm(request);
  const actor = actorOf(organiser, context);
  const input = { slug: letter.slug, organiserId: organiser.id, actor };
  const changed = await changeViews(context.ctx, input, fields);
  if (changed.ok) return deskRedirect(`/organise/letters/${letter.slug}/signatures/views?saved`);
  return refuseForm(context, 422, { ...changed, typed: { ...fields } });
}

export default function Views() {
  const { frame, view, views } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const fault = refused?.refusal ?? null;
  const typed = refused?.typed;
  const own = views.filter((one) => one.own);
  const others = views.filter((one) => !one.own);
  const list = `/organise/letters/${frame.letter.slug}/signatures`;
  const saved = !refused && search.has('saved');
  return (
    <DeskLayout
      frame={frame}
      title="Views of the signatures"
      section="signatures"
      trail={[{ label: 'Signatures', to: list }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {saved ? <Notice kind="ok">Your views are as you see them here.</Notice> : null}
      {saved ? null : (
        <KeepViewForm
          key={refused?.attempt}
          view={typed?.intent === 'keep' ? (typed.view ?? view) : view}
          typed={typed?.intent === 'keep' ? typed : undefined}
          fault={fault}
        />
      )}
      <section aria-labelledby="own-heading">
        <h2 id="own-heading">Your views</h2>
        {own.length === 0 ? <p>You keep no view yet.</p> : null}
        {own.map((one) => (
          <OwnViewForm
            key={`${one.id} ${one.name} ${one.shared} ${refused?.attempt ?? ''}`}
            view={one}
            typed={typed?.id === one.id ? typed : undefined}
            fault={fault}
          />
        ))}
      </section>
      {others.length > 0 ? (
        <section aria-labelledby="team-heading">
          <h2 id="team-heading">Shared by others</h2>
          <ul>
            {others.map((one) => (
              <li key={one.id}>
                <Link to={`${list}${one.search}`}>{one.name}</Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </DeskLayout>
  );
}
