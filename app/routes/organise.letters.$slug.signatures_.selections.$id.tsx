import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { countryName, writeCount } from '~/components/desk/figures';
import { InvalidationSample } from '~/components/desk/invalidation-sample';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { Interruption, SelectionForms } from '~/components/desk/selection-forms';
import { SelectionProgress } from '~/components/desk/selection-progress';
import { useFreshFigures } from '~/components/desk/use-fresh-figures';
import { readInvalidation } from '~/domain/invalidations/read-invalidation.server';
import { canBeUndone, countPermitted, selectionActions } from '~/domain/selections/selection';
import { actOnSelection } from '~/http/act-on-selection.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';
import { maskName } from '~/primitives/mask-name';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Selected signatures', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const input = { slug: letter.slug, id: args.params.id ?? '' };
  const found = await readInvalidation(args.context.ctx, input);
  if (!found.ok || found.invalidation.chosenBy === 'criteria') return notFound();
  const { criteria, sample, ...invalidation } = found.invalidation;
  const groups = criteria.selected?.groups ?? [];
  const offers = selectionActions
    .map((action) => ({ action, count: countPermitted(action, groups) }))
    .filter(({ count }) => count > 0);
  const about = new URL(args.request.url).searchParams.get('about');
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    zone: timeZoneName(letter.timeZone),
    offers,
    interruption: offers.find(({ action }) => action === about && !canBeUndone(action)) ?? null,
    invalidation: {
      ...invalidation,
      createdAt: moments.at(invalidation.createdAt),
      finishedAt: moments.atOrNull(invalidation.finishedAt),
    },
    sample: sample.map(({ name, ...signature }) => ({
      ...signature,
      name: maskName(name),
      country: signature.country ? countryName(signature.country) : null,
      signedAt: moments.at(signature.signedAt),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const { request, context, params } = args;
  const { id = '' } = params;
  const { slug } = letter;
  const fields = await readForm(request);
  if (fields.intent === 'start') requireRecentFactor(args, organiser);
  const input = { slug, id, actor: actorOf(organiser, context) };
  const acted = await actOnSelection(context.ctx, input, fields);
  if (acted.ok) return deskRedirect(`/organise/letters/${slug}/signatures/selections/${id}`);
  const { status, refusal, attempt } = acted;
  return refuseForm(context, status, { refusal, attempt, typed: { ...fields } });
}

export default function SelectionPage() {
  const { frame, zone, offers, interruption, invalidation, sample } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { state, expected } = invalidation;
  useFreshFigures(state === 'running' || state === 'undoing');
  const list = `/organise/letters/${frame.letter.slug}/signatures`;
  const chosen = state === 'counted';
  return (
    <DeskLayout
      frame={frame}
      title="Selected signatures"
      section="signatures"
      trail={[{ label: 'Signatures', to: list }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p className="desk-lead">
        <strong>{writeCount(expected)}</strong> {expected === 1 ? 'signature' : 'signatures'}{' '}
        selected. {chosen ? 'Nothing has changed yet. ' : null}
        These and no others are meant, whoever signs now.
      </p>
      {chosen && interruption ? <Interruption offered={interruption} expected={expected} /> : null}
      {chosen && !interruption ? (
        <SelectionForms
          key={refused?.attempt}
          offers={offers}
          typed={refused?.typed}
          refusal={refused?.refusal}
        />
      ) : null}
      {chosen ? null : <SelectionProgress progress={invalidation} zone={zone} />}
      <InvalidationSample sample={sample} frozen={invalidation.frozen} />
      <p>
        <Link to={list}>Back to the signatures</Link>
      </p>
    </DeskLayout>
  );
}
