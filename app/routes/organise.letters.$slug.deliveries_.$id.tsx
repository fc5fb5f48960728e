import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { DeliveryHistory } from '~/components/desk/delivery-history';
import { DeliveryPreview } from '~/components/desk/delivery-preview';
import { DeliveryRecordLinks } from '~/components/desk/delivery-record-links';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { writeCount, writeSize } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { SendForm } from '~/components/desk/send-form';
import { channelLabels, deliveryStateLabel } from '~/components/desk/state-labels';
import { StateTag } from '~/components/desk/state-tag';
import { resendDelivery } from '~/domain/deliveries/resend-delivery.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { permits } from '~/domain/organisers/organiser';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { explainSendRefusal } from '~/http/explain-delivery-refusal.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { readDeliveryAddress, requireDelivery } from '~/http/require-delivery.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(
    data ? `Delivery ${data.delivery.id.slice(0, 8)} to ${data.delivery.addressee}` : 'Delivery',
    data?.frame,
  );

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-letters');
  const delivery = await requireDelivery(args.context, args.params);
  const moments = momentsIn(letter.timeZone);
  const mayRead =
    permits(organiser.role, 'prepare-delivery') || permits(organiser.role, 'read-signatures');
  return deskJson({
    frame,
    maySend: permits(organiser.role, 'send-delivery'),
    zone: timeZoneName(letter.timeZone),
    delivery: {
      ...delivery,
      text: mayRead ? delivery.text : null,
      pdfSize: writeSize(delivery.pdfBytes),
      messageSize: delivery.messageBytes > 0 ? writeSize(delivery.messageBytes) : null,
      frozenAt: moments.at(delivery.frozenAt),
      events: delivery.events.map((event) => ({ ...event, at: moments.at(event.at) })),
    },
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'send-delivery');
  const { slug, id } = readDeliveryAddress(params);
  const { intent, confirm = '' } = await readForm(request);
  if (intent !== 'send' && intent !== 'resend') return notFound();
  requireRecentFactor({ request, context }, organiser);
  const input = { slug, id, confirm, actor: actorOf(organiser, context) };
  const answer =
    intent === 'send'
      ? await sendDelivery(context.ctx, input)
      : await resendDelivery(context.ctx, input);
  if (answer.ok) return deskRedirect(`/organise/letters/${slug}/deliveries/${id}`);
  const { status, refusal } = explainSendRefusal(answer.reason);
  return refuseForm(context, status, { refusal, typed: confirm, attempt: randomUUID() });
}

const onItsWay = new Set<string>(['queued', 'sending', 'deferred']);

export default function Delivery() {
  const { frame, maySend, zone, delivery } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const deliveries = `/organise/letters/${frame.letter.slug}/deliveries`;
  return (
    <DeskLayout
      frame={frame}
      title={`Delivery to ${delivery.addressee}`}
      section="deliveries"
      trail={[{ label: 'Deliveries', to: deliveries }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        <StateTag
          state={delivery.state}
          label={deliveryStateLabel(delivery.state, delivery.channel)}
        />{' '}
        {channelLabels[delivery.channel]}, {writeCount(delivery.signatures)} signatures, version{' '}
        {delivery.versionNumber}. Times are {zone}.
      </p>
      {onItsWay.has(delivery.state) ? (
        <Notice kind="info">
          The message is on its way out. <Link to=".">Look again</Link> in a minute.
        </Notice>
      ) : null}
      <DeliveryRecordLinks base={`${deliveries}/${delivery.id}`} />
      <DeliveryHistory
        events={delivery.events}
        attempts={delivery.channel === 'email' ? delivery.attempts : null}
      />
      <DeliveryPreview delivery={delivery} base={`${deliveries}/${delivery.id}`} />
      {maySend ? (
        <SendForm
          delivery={delivery}
          newPath={`${deliveries}/new`}
          typed={refused?.typed}
          error={refused?.refusal.fieldId === 'confirm' ? refused.refusal.text : null}
        />
      ) : null}
    </DeskLayout>
  );
}
