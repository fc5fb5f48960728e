import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { DeliveryHistory } from '~/components/desk/delivery-history';
import { DeliveryHold } from '~/components/desk/delivery-hold';
import { DeliveryPreparing } from '~/components/desk/delivery-preparing';
import { DeliveryPreview } from '~/components/desk/delivery-preview';
import { DeliveryRecipients } from '~/components/desk/delivery-recipients';
import { DeliveryRecordLinks } from '~/components/desk/delivery-record-links';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { Dossier } from '~/components/desk/dossier';
import { writeCount } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { type Refusal, RefusalNotice } from '~/components/desk/refusal-notice';
import { ResendForms } from '~/components/desk/send-form';
import { channelLabels, deliveryStateLabel } from '~/components/desk/state-labels';
import { StateTag } from '~/components/desk/state-tag';
import { useFreshFigures } from '~/components/desk/use-fresh-figures';
import { isOpen } from '~/domain/deliveries/delivery';
import { readPreparation } from '~/domain/deliveries/read-preparation.server';
import { permits } from '~/domain/organisers/organiser';
import { actOnDelivery, isSensitive } from '~/http/act-on-delivery.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { readDeliveryAddress, requireDelivery } from '~/http/require-delivery.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';
import { showDelivery } from '~/http/show-delivery.server';
import { showDossier } from '~/http/show-dossier.server';
import { showPreparation } from '~/http/show-preparation.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Delivery ${data.id.slice(0, 8)} to ${data.addressee}` : 'Delivery', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter, counts } = await requireDeskLetter(args, 'read-letters');
  const { ctx } = args.context;
  const address = readDeliveryAddress(args.params);
  // Looked for first: where there is none any more, there is what came of it.
  const asked = await readPreparation(ctx, address);
  const delivery = asked?.anew === false ? null : await requireDelivery(args.context, args.params);
  const moments = momentsIn(letter.timeZone);
  const mayRead =
    permits(organiser.role, 'prepare-delivery') || permits(organiser.role, 'read-signatures');
  const { searchParams } = new URL(args.request.url);
  const open = delivery !== null && isOpen(delivery.state);
  return deskJson({
    frame,
    id: address.id,
    addressee: delivery?.addressee ?? asked?.addressee ?? 'an addressee that was removed',
    addendum: delivery?.addendum ?? Number(asked?.addendum ?? false),
    mayPrepare: permits(organiser.role, 'prepare-delivery'),
    maySend: permits(organiser.role, 'send-delivery'),
    zone: timeZoneName(letter.timeZone),
    unconfirmed: counts.pending,
    preparing: asked && showPreparation(asked, letter.timeZone),
    dossier: open ? await showDossier(ctx, { delivery, letter, organiser, searchParams }) : null,
    delivery: delivery && showDelivery(delivery, moments, mayRead),
  });
}

export async function action(args: ActionFunctionArgs) {
  const acts = ['send-delivery', 'prepare-delivery'] as const;
  const { organiser, letter } = await requireDeskLetter(args, ...acts);
  const { request, context, params } = args;
  const { slug, id } = readDeliveryAddress(params);
  const fields = await readForm(request);
  if (isSensitive(fields.intent)) requireRecentFactor({ request, context }, organiser);
  const { role } = organiser;
  const { timeZone } = letter;
  const input = { slug, id, actor: actorOf(organiser, context), role, timeZone };
  const acted = await actOnDelivery(context.ctx, input, fields);
  if (acted.ok) return deskRedirect(`/organise/letters/${slug}/deliveries${acted.to}`);
  const { status, refusal, attempt } = acted;
  return refuseForm(context, status, { refusal, attempt, typed: { ...fields } });
}

const done: Record<string, string> = {
  frozen: 'The dossier was frozen as everything is now. Trial and approval are void.',
  tested: 'The trial is on its way. Look at it, then go on.',
  approved: 'The dossier is approved, exactly as it is.',
  switched: 'It is switched, and the audit log says why.',
  stopped: 'It was stopped. Nothing of it has left.',
  queued: 'It waits, and leaves at the time below unless somebody stops it.',
};

const onItsWay = new Set<string>(['queued', 'sending', 'deferred']);

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function titleOf({ addendum, delivery, addressee }: Data): string {
  const number = delivery ? ` ${addendum}` : '';
  return `${addendum > 0 ? `Addendum${number}` : 'Delivery'} to ${addressee}`;
}

export default function DeliveryPage() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { frame, preparing, delivery } = data;
  useFreshFigures(preparing?.busy === true);
  const quiet = refused || preparing;
  const told = quiet ? undefined : Object.keys(done).find((name) => search.has(name));
  const deliveries = `/organise/letters/${frame.letter.slug}/deliveries`;
  return (
    <DeskLayout
      frame={frame}
      title={titleOf(data)}
      section="deliveries"
      trail={[{ label: 'Deliveries', to: deliveries }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {told ? <Notice kind="ok">{done[told]}</Notice> : null}
      {preparing ? (
        <DeliveryPreparing
          preparing={preparing}
          zone={data.zone}
          mayPrepare={data.mayPrepare}
          looksAgain={!refused}
        />
      ) : null}
      {delivery ? (
        <Delivery
          {...data}
          delivery={delivery}
          base={`${deliveries}/${data.id}`}
          typed={refused?.typed}
          fault={refused?.refusal ?? null}
        />
      ) : null}
    </DeskLayout>
  );
}

type Props = Omit<Data, 'delivery'> & {
  delivery: NonNullable<Data['delivery']>;
  base: string;
  typed?: Record<string, string>;
  fault: Refusal | null;
};

function Delivery(props: Props) {
  const { frame, preparing, maySend, zone, unconfirmed, dossier, delivery } = props;
  const { base, typed, fault } = props;
  return (
    <>
      <p>
        <StateTag
          state={delivery.state}
          label={deliveryStateLabel(delivery.state, delivery.channel)}
        />{' '}
        {channelLabels[delivery.channel]}, {writeCount(delivery.signatures)} signatures, version{' '}
        {delivery.versionNumber}. Times are {zone}.
      </p>
      {delivery.leavesAt ? (
        <DeliveryHold leavesAt={delivery.leavesAt} mayStop={maySend} />
      ) : onItsWay.has(delivery.state) ? (
        <Notice kind="info">
          The message is on its way out. <Link to=".">Look again</Link> in a minute.
        </Notice>
      ) : null}
      <DeliveryRecordLinks base={base} />
      {dossier ? (
        <Dossier
          dossier={dossier}
          delivery={delivery}
          busy={preparing?.busy === true}
          maySend={maySend}
          unconfirmed={unconfirmed}
          base={base}
          targetsPath={`/organise/letters/${frame.letter.slug}/targets`}
          typed={typed}
          fault={fault}
        />
      ) : (
        <>
          <DeliveryRecipients recipients={delivery.recipients} />
          {maySend ? (
            <ResendForms
              delivery={delivery}
              recipients={delivery.recipients}
              typed={typed}
              fault={fault}
            />
          ) : null}
          <DeliveryPreview delivery={delivery} base={base} />
        </>
      )}
      <DeliveryHistory
        events={delivery.events}
        attempts={delivery.channel === 'email' ? delivery.attempts : null}
      />
    </>
  );
}
