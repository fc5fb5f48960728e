import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { EndorsementCard } from '~/components/desk/endorsement-card';
import { EndorsementQueue } from '~/components/desk/endorsement-queue';
import { countryName } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { endorsementStateLabels } from '~/components/desk/state-labels';
import { type EndorsementState, endorsementStates } from '~/domain/endorsements/endorsement';
import {
  type EndorsementView,
  listEndorsements,
} from '~/domain/endorsements/list-endorsements.server';
import { permits } from '~/domain/organisers/organiser';
import { decideEndorsement } from '~/http/decide-endorsement.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { isUuid } from '~/primitives/uuid';

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
  const { searchParams } = new URL(args.request.url);
  const asked = searchParams.get('state');
  const state = endorsementStates.find((known) => known === asked) ?? 'waiting';
  const found = await listEndorsements(args.context.ctx, { slug: letter.slug, state });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  const { shown, place } =
    state === 'waiting'
      ? onlyOne(found.endorsements, searchParams.get('at'))
      : { shown: found.endorsements, place: null };
  return deskJson({
    frame,
    state,
    place,
    mayDecide: permits(organiser.role, 'decide-endorsement'),
    zone: timeZoneName(letter.timeZone),
    endorsements: shown.map((endorsement) => ({
      ...endorsement,
      country: countryName(endorsement.country),
      createdAt: moments.at(endorsement.createdAt),
      confirmedAt: moments.atOrNull(endorsement.confirmedAt),
      decidedAt: moments.atOrNull(endorsement.decidedAt),
    })),
  });
}

/** One of those that wait, by its id, or the oldest, with its neighbours. */
function onlyOne(waiting: EndorsementView[], id: string | null) {
  const at = Math.max(
    waiting.findIndex((one) => one.id === id),
    0,
  );
  const idAt = (place: number) => waiting[place]?.id ?? null;
  return {
    shown: waiting.slice(at, at + 1),
    place: {
      waiting: waiting.length,
      place: at + 1,
      previous: idAt(at - 1),
      next: idAt(at + 1),
    },
  };
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
  if (decision.ok) {
    const at = isUuid(fields.next ?? '') ? `&at=${fields.next}` : '';
    return deskRedirect(`/organise/letters/${slug}/endorsements?${decision.intent}${at}`);
  }
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
  const { frame, state, place, mayDecide, zone, endorsements } = useLoaderData<typeof loader>();
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
      {endorsements.map((endorsement) =>
        place ? (
          <EndorsementQueue
            key="queue"
            endorsement={endorsement}
            place={place}
            mayDecide={mayDecide}
            refused={refused?.id === endorsement.id ? refused : null}
          />
        ) : (
          <EndorsementCard
            key={endorsement.id}
            endorsement={endorsement}
            mayDecide={false}
            next={null}
            refused={null}
          />
        ),
      )}
    </DeskLayout>
  );
}
