import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FactList } from '~/components/desk/fact-list';
import { writeCount, writePeople } from '~/components/desk/figures';
import { RadioSet } from '~/components/desk/form-fields';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { channelLabels } from '~/components/desk/state-labels';
import { countPresentNames } from '~/domain/deliveries/count-present-names.server';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { startPreparation } from '~/domain/deliveries/start-preparation.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { explainPrepareRefusal } from '~/http/explain-delivery-refusal.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Prepare a delivery', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter, counts } = await requireDeskLetter(args, 'prepare-delivery');
  const ledger = await listDeliveries(args.context.ctx, { slug: letter.slug });
  if (!ledger.ok) return notFound();
  return deskJson({
    frame,
    counts,
    present: await countPresentNames(args.context.ctx, letter),
    earlier: letter.counts.earlier,
    version: letter.version.number,
    targets: ledger.targets.map(({ name, channel, addressee, address }) => ({
      name,
      channel,
      addressee,
      address,
    })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'prepare-delivery');
  const slug = params.slug ?? '';
  const { target = '', what = 'letter' } = await readForm(request);
  const addendum = what === 'addendum';
  const actor = actorOf(organiser, context);
  const prepared = await startPreparation(context.ctx, { slug, target, addendum, actor });
  if (prepared.ok)
    return deskRedirect(`/organise/letters/${slug}/deliveries/${prepared.deliveryId}`);
  const { status, refusal } = explainPrepareRefusal(prepared.reason);
  return refuseForm(context, status, { refusal, typed: { target, what }, attempt: randomUUID() });
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

type Going = Pick<Data, 'counts' | 'present' | 'earlier' | 'version'>;

function WhatGoes({ counts, present, earlier, version }: Going) {
  return (
    <FactList
      facts={[
        { term: 'Text', value: `version ${version}, in the languages of the addressee` },
        { term: 'Named in the letter', value: writePeople(present.named) },
        { term: 'Counted only, without a name', value: writePeople(present.countedOnly) },
        { term: 'Organisations', value: writeCount(counts.endorsementsApproved) },
        { term: 'Left out: not confirmed', value: writePeople(counts.pending) },
        ...(earlier > 0
          ? [
              {
                term: 'Left out: signed an earlier version only',
                value: `${writePeople(earlier)}; the copy gives their number apart`,
              },
            ]
          : []),
      ]}
    />
  );
}

export default function PrepareDelivery() {
  const { frame, counts, present, earlier, version, targets } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const deliveries = `/organise/letters/${frame.letter.slug}/deliveries`;
  return (
    <DeskLayout
      frame={frame}
      title="Prepare a delivery"
      section="deliveries"
      trail={[{ label: 'Deliveries', to: deliveries }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        Preparing freezes the letter and its names as they are now and shows you exactly what would
        leave. Nothing is sent on this page.
      </p>
      <h2>What goes into it now</h2>
      <WhatGoes counts={counts} present={present} earlier={earlier} version={version} />
      <h2>Addressee</h2>
      {targets.length > 0 ? (
        <Form method="post" noValidate>
          <RadioSet
            id="target"
            name="target"
            legend="Who does it go to?"
            choices={targets.map(({ name, addressee, address, channel }) => ({
              value: name,
              label: addressee,
              hint: channel === 'email' ? `by email to ${address}` : channelLabels[channel],
            }))}
            chosen={refused?.typed.target}
            error={refused?.refusal.fieldId === 'target' ? refused.refusal.text : null}
          />
          <RadioSet
            id="what"
            name="what"
            legend="What goes there?"
            choices={[
              { value: 'letter', label: 'The letter', hint: 'With everybody who stands under it.' },
              {
                value: 'addendum',
                label: 'An addendum',
                hint: 'Who was added and who has left since the last copy that this addressee has received.',
              },
            ]}
            chosen={refused?.typed.what ?? 'letter'}
          />
          <button type="submit" className="desk-button">
            Freeze and preview
          </button>
        </Form>
      ) : (
        <p>
          There is no addressee yet.{' '}
          <Link to={`/organise/letters/${frame.letter.slug}/targets`}>Add one</Link>.
        </p>
      )}
      <p>
        <Link to={deliveries}>Back to the deliveries</Link>
      </p>
    </DeskLayout>
  );
}
