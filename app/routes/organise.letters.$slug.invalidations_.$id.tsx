import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { countryName } from '~/components/desk/figures';
import { describeCriteria } from '~/components/desk/invalidation-criteria';
import { InvalidationProgress } from '~/components/desk/invalidation-progress';
import { InvalidationSample } from '~/components/desk/invalidation-sample';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { StartInvalidationForm } from '~/components/desk/start-invalidation-form';
import { useFreshFigures } from '~/components/desk/use-fresh-figures';
import { readInvalidation } from '~/domain/invalidations/read-invalidation.server';
import { actOnInvalidation } from '~/http/act-on-invalidation.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? 'These signatures' : 'Taking signatures out', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const input = { slug: letter.slug, id: args.params.id ?? '' };
  const found = await readInvalidation(args.context.ctx, input);
  if (!found.ok) return notFound();
  const { criteria, sample, ...invalidation } = found.invalidation;
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    zone: timeZoneName(letter.timeZone),
    criteria: describeCriteria(criteria, (time) => moments.at(time).text),
    invalidation: {
      ...invalidation,
      createdAt: moments.at(invalidation.createdAt),
      finishedAt: moments.atOrNull(invalidation.finishedAt),
    },
    sample: sample.map((signature) => ({
      ...signature,
      country: signature.country ? countryName(signature.country) : null,
      signedAt: moments.at(signature.signedAt),
    })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'moderate-signatures');
  const { slug = '', id = '' } = params;
  const fields = await readForm(request);
  if (fields.intent === 'start') requireRecentFactor({ request, context }, organiser);
  const input = { slug, id, actor: actorOf(organiser, context) };
  const acted = await actOnInvalidation(context.ctx, input, fields);
  if (acted.ok) return deskRedirect(`/organise/letters/${slug}/invalidations/${id}`);
  const { status, refusal, attempt } = acted;
  return refuseForm(context, status, { refusal, attempt, typed: { ...fields } });
}

export default function InvalidationPage() {
  const { frame, zone, criteria, invalidation, sample } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { state } = invalidation;
  useFreshFigures(state === 'running' || state === 'undoing');
  const list = `/organise/letters/${frame.letter.slug}/invalidations`;
  return (
    <DeskLayout
      frame={frame}
      title="These signatures"
      section="invalidations"
      trail={[{ label: 'Taking signatures out', to: list }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <InvalidationProgress invalidation={invalidation} criteria={criteria} zone={zone} />
      {state === 'counted' ? (
        <StartInvalidationForm
          key={refused?.attempt}
          expected={invalidation.expected}
          typed={refused?.typed}
          refusal={refused?.refusal}
        />
      ) : null}
      <InvalidationSample sample={sample} frozen={invalidation.frozen} />
    </DeskLayout>
  );
}
