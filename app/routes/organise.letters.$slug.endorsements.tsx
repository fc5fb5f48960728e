import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { EndorsementCard } from '~/components/desk/endorsement-card';
import { EndorsementQueue } from '~/components/desk/endorsement-queue';
import { FigureFilterNote } from '~/components/desk/figure-filter-note';
import { countryName, writeCount } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { endorsementStateLabels } from '~/components/desk/state-labels';
import { type EndorsementState, endorsementStates } from '~/domain/endorsements/endorsement';
import {
  type EndorsementView,
  listEndorsements,
} from '~/domain/endorsements/list-endorsements.server';
import { readDecisionQueue } from '~/domain/endorsements/read-decision-queue.server';
import { takeEndorsement } from '~/domain/endorsements/take-endorsement.server';
import { permits } from '~/domain/organisers/organiser';
import { type DecisionIntent, decideEndorsement } from '~/http/decide-endorsement.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readBand } from '~/http/read-figure-filter.server';
import { readFormWithFile } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

const lists = Object.entries(endorsementStateLabels) as [EndorsementState, string][];

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(
    data ? `Endorsements: ${endorsementStateLabels[data.state]}` : 'Endorsements',
    data?.frame,
  );

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = args.context;
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-signatures');
  const search = new URL(args.request.url).searchParams;
  const state = endorsementStates.find((known) => known === search.get('state')) ?? 'waiting';
  const waiting = readBand(search);
  const show = showIn(letter.timeZone);
  const page = { frame, state, waiting, zone: timeZoneName(letter.timeZone) };
  if (state === 'waiting' && !waiting && permits(organiser.role, 'decide-endorsement')) {
    const found = await readDecisionQueue(ctx, { slug: letter.slug, organiserId: organiser.id });
    if (!found.ok) return notFound();
    const { mine, ...counts } = found.queue;
    const shown = mine && { ...mine, endorsement: show(mine.endorsement) };
    const endorsements: ReturnType<typeof show>[] = [];
    return deskJson({ ...page, queue: { ...counts, mine: shown }, endorsements });
  }
  const found = await listEndorsements(ctx, { slug: letter.slug, state, waiting });
  if (!found.ok) return notFound();
  return deskJson({ ...page, queue: null, endorsements: found.endorsements.map(show) });
}

/** An endorsement as the desk shows it: times in the letter's zone, countries by name. */
function showIn(timeZone: string) {
  const moments = momentsIn(timeZone);
  return (endorsement: EndorsementView) => ({
    ...endorsement,
    country: countryName(endorsement.country),
    createdAt: moments.at(endorsement.createdAt),
    confirmedAt: moments.atOrNull(endorsement.confirmedAt),
    decidedAt: moments.atOrNull(endorsement.decidedAt),
    questions: endorsement.questions.map((question) => ({
      ...question,
      askedAt: moments.at(question.askedAt),
      answeredAt: moments.atOrNull(question.answeredAt),
    })),
    checks: endorsement.checks.map((check) => ({
      ...check,
      askedAt: moments.at(check.askedAt),
      expiresAt: moments.at(check.expiresAt),
      answeredAt: moments.atOrNull(check.answeredAt),
    })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'decide-endorsement');
  const slug = params.slug ?? '';
  const { fields, file } = await readFormWithFile(request, 'proof');
  const { intent, id = '' } = fields;
  const queue = `/organise/letters/${slug}/endorsements`;
  const stand = { slug, organiserId: organiser.id, from: id || null };
  if (intent === 'next' || intent === 'previous') {
    const taking = await takeEndorsement(context.ctx, { ...stand, towards: intent });
    return taking.ok ? deskRedirect(queue) : notFound();
  }
  const actor = actorOf(organiser, context);
  const decision = await decideEndorsement(context.ctx, { slug, fields, file, actor });
  if (!decision.ok) {
    return refuseForm(context, decision.status, { ...decision.refused, typed: { ...fields } });
  }
  await takeEndorsement(context.ctx, { ...stand, towards: 'next' });
  return deskRedirect(`${queue}?${decision.intent}`);
}

function StateTabs({ current }: { current: string }) {
  return (
    <nav className="desk-tabs" aria-label="State of the endorsements">
      <ul>
        {lists.map(([state, label]) => (
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

const told: Record<DecisionIntent, string> = {
  approve: 'The organisation is approved. It stands on the public page, and a mail tells it so.',
  ask: 'The question is on its way. The organisation goes on waiting; its answer appears beside it.',
  check:
    'The published contact is asked. The organisation goes on waiting; the answer appears beside it.',
  decline: 'The organisation is declined, and a mail tells it the reason.',
};

function Told({ search }: { search: URLSearchParams }) {
  const intent = (Object.keys(told) as DecisionIntent[]).find((known) => search.has(known));
  return intent ? <Notice kind="ok">{told[intent]}</Notice> : null;
}

function Total({ count }: { count: number }) {
  if (count === 0) return <p>No organisation is in this list.</p>;
  return (
    <p>
      <strong>{writeCount(count)}</strong> {count === 1 ? 'organisation' : 'organisations'} in this
      list.
    </p>
  );
}

export default function Endorsements() {
  const { frame, state, waiting, queue, zone, endorsements } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <DeskLayout frame={frame} title="Endorsements" section="endorsements">
      {refused ? (
        <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} />
      ) : (
        <Told search={search} />
      )}
      <StateTabs current={state} />
      <h2>{endorsementStateLabels[state]}</h2>
      <p>
        Times are {zone}. The signals advise; you decide, and the decision is kept with your name.
      </p>
      {queue ? (
        <EndorsementQueue
          {...queue}
          refused={refused && refused.id === queue.mine?.endorsement.id ? refused : null}
        />
      ) : null}
      <FigureFilterNote filter={{ waiting }} all={`?state=${state}`} />
      {queue ? null : <Total count={endorsements.length} />}
      {endorsements.map((endorsement) => (
        <EndorsementCard key={endorsement.id} endorsement={endorsement} />
      ))}
    </DeskLayout>
  );
}
