import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { EndorsementCard } from '~/components/desk/endorsement-card';
import { countryName } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { endorsementStateLabels } from '~/components/desk/state-labels';
import { type EndorsementState, endorsementStates } from '~/domain/endorsements/endorsement';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { permits } from '~/domain/organisers/organiser';
import { decideEndorsement } from '~/http/decide-endorsement.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

const queues = Object.entries(endorsementStateLabels) as [EndorsementState, string][];

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(
    data ? `Endorsements: ${endorsementStateLabels[data.state]}` : 'Endorsements',
    data?.frame,
  );

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-signatures');
  const asked = new URL(args.request.url).searchParams.get('state');
  const state = endorsementStates.find((known) => known === asked) ?? 'waiting';
  const found = await listEndorsements(args.context.ctx, { slug: letter.slug, state });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    state,
    mayDecide: permits(organiser.role, 'decide-endorsement'),
    zone: timeZoneName(letter.timeZone),
    endorsements: found.endorsements.map((endorsement) => ({
      ...endorsement,
      country: countryName(endorsement.country),
      createdAt: moments.at(endorsement.createdAt),
      confirmedAt: moments.atOrNull(endorsement.confirmedAt),
      decidedAt: moments.atOrNull(endorsement.decidedAt),
    })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser(request, context, 'decide-endorsement');
  const slug = params.slug ?? '';
  const fields = await readForm(request);
  const decision = await decideEndorsement(context.ctx, {
    slug,
    fields,
    actor: actorOf(organiser, context),
  });
  if (decision.ok) return deskRedirect(`/organise/letters/${slug}/endorsements?${decision.intent}`);
  return refuseForm(context, decision.status, { ...decision.refused, typed: { ...fields } });
}

function QueueTabs({ current }: { current: string }) {
  return (
    <nav className="desk-tabs" aria-label="State of the endorsements">
      <ul>
        {queues.map(([state, label]) => (
          <li key={state}>
            <Link to={`?state=${state}`} aria-current={state === current ? 'true' : undefined}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export default function Endorsements() {
  const { frame, state, mayDecide, zone, endorsements } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <DeskLayout frame={frame} title="Endorsements" section="endorsements">
      {refused ? <RefusalNotice key={refused.attempt} refusal={refused.refusal} /> : null}
      {search.has('approve') ? (
        <Notice kind="ok">
          The organisation is approved. It stands on the public page, and a mail tells it so.
        </Notice>
      ) : null}
      {search.has('decline') ? (
        <Notice kind="ok">The organisation is declined, and a mail tells it the reason.</Notice>
      ) : null}
      <QueueTabs current={state} />
      <h2>{endorsementStateLabels[state]}</h2>
      <p>
        Oldest first. Times are {zone}. The signals advise; you decide, and the decision is kept
        with your name.
      </p>
      {endorsements.length === 0 ? <p>No organisation is in this list.</p> : null}
      {endorsements.map((endorsement) => (
        <EndorsementCard
          key={endorsement.id}
          endorsement={endorsement}
          mayDecide={mayDecide && state === 'waiting'}
          refused={refused?.id === endorsement.id ? refused : null}
        />
      ))}
    </DeskLayout>
  );
}
