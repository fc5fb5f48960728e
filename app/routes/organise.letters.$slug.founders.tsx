import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FounderOrder, OtherOrganisations } from '~/components/desk/founder-lists';
import { Notice } from '~/components/desk/notice';
import { listFounders } from '~/domain/endorsements/list-founders.server';
import { founderMoves, moveFounder } from '~/domain/endorsements/move-founder.server';
import { permits } from '~/domain/organisers/organiser';
import { deskJson, deskRedirect, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Founding organisations', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-signatures');
  const lists = await listFounders(args.context.ctx, letter.id);
  return deskJson({ frame, mayDecide: permits(organiser.role, 'decide-endorsement'), ...lists });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'decide-endorsement');
  const { request, context } = args;
  const { slug } = letter;
  const { intent, id = '' } = await readForm(request);
  const move = founderMoves.find((known) => known === intent);
  if (!move) return notFound();
  const actor = actorOf(organiser, context);
  const done = await moveFounder(context.ctx, { slug, id, move, actor });
  return done.ok ? deskRedirect(`/organise/letters/${slug}/founders?moved`) : notFound();
}

export default function Founders() {
  const { frame, mayDecide, founders, others } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const endorsements = `/organise/letters/${frame.letter.slug}/endorsements`;
  return (
    <DeskLayout frame={frame} title="Founding organisations" section="founders">
      {search.has('moved') ? (
        <Notice kind="ok">The order is saved, and public pages show it.</Notice>
      ) : null}
      <p>
        Under the letter stands the coordinator first, then the founding organisations in this
        order, then all others by the alphabet of each language. The coordinator is chosen among the{' '}
        <Link to={`${endorsements}?state=approved`}>approved organisations</Link>.
      </p>
      <h2>In this order</h2>
      <FounderOrder founders={founders} mayDecide={mayDecide} />
      <h2>Other approved organisations</h2>
      <OtherOrganisations others={others} mayDecide={mayDecide} />
    </DeskLayout>
  );
}
