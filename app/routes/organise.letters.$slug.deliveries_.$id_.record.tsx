import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { LedgerForm } from '~/components/desk/ledger-form';
import { LedgerLines } from '~/components/desk/ledger-lines';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { deliveryStateLabel } from '~/components/desk/state-labels';
import { StateTag } from '~/components/desk/state-tag';
import { readLedger } from '~/domain/deliveries/read-ledger.server';
import { permits } from '~/domain/organisers/organiser';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readFormWithFiles } from '~/http/read-form.server';
import { recordDelivery } from '~/http/record-delivery.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { writeLocalTime } from '~/primitives/local-time';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Record of the delivery to ${data.ledger.addressee}` : 'Record', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(
    args,
    'prepare-delivery',
    'read-signatures',
  );
  const { ctx } = args.context;
  const { id = '' } = args.params;
  const found = await readLedger(ctx, { slug: letter.slug, id });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    mayRecord: permits(organiser.role, 'send-delivery'),
    zone: timeZoneName(letter.timeZone),
    now: writeLocalTime(ctx.clock.now(), letter.timeZone),
    ledger: {
      ...found.ledger,
      lines: found.ledger.lines.map((line) => ({
        ...line,
        happenedAt: moments.at(line.happenedAt),
        recordedAt: moments.at(line.recordedAt),
      })),
    },
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'send-delivery');
  const { slug = '', id = '' } = params;
  const { fields, files } = await readFormWithFiles(request, 'file');
  const input = { slug, id, actor: actorOf(organiser, context) };
  const recorded = await recordDelivery(context.ctx, input, { fields, file: files[0] ?? null });
  if (!recorded.ok) {
    const { status, ...refused } = recorded;
    return refuseForm(context, status, refused);
  }
  return deskRedirect(`/organise/letters/${slug}/deliveries/${id}/record?done=${fields.intent}`);
}

const told: Record<string, string> = {
  record: 'It is on record.',
  correct: 'The last line is corrected by a further one.',
};

export default function DeliveryLedger() {
  const { frame, mayRecord, zone, now, ledger } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = told[search.get('done') ?? ''];
  const deliveries = `/organise/letters/${frame.letter.slug}/deliveries`;
  const base = `${deliveries}/${ledger.id}`;
  const fault = refused?.refusal ?? null;
  const { state, channel, recordable, correctable, lines } = ledger;
  return (
    <DeskLayout
      frame={frame}
      title={`Record of the delivery to ${ledger.addressee}`}
      section="deliveries"
      trail={[
        { label: 'Deliveries', to: deliveries },
        { label: 'Delivery', to: base },
      ]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {!refused && done ? <Notice kind="ok">{done}</Notice> : null}
      <p>
        <StateTag state={state} label={deliveryStateLabel(state, channel)} /> Times are {zone}.
      </p>
      <LedgerLines
        key={`lines-${lines.length}`}
        lines={lines}
        evidencePath={mayRecord ? `${base}/evidence` : null}
        correctable={mayRecord ? correctable : null}
        error={fault?.fieldId === 'why' ? fault.text : null}
        typed={refused?.typed.why}
      />
      {refused && recordable.length === 0 ? (
        <p className="desk-words">{[refused.typed.who, refused.typed.note].join('\n').trim()}</p>
      ) : null}
      {mayRecord && recordable.length > 0 ? (
        <LedgerForm
          key={refused?.attempt ?? lines.length}
          states={recordable}
          channel={channel}
          zone={zone}
          now={now}
          typed={refused?.typed ?? {}}
          fault={fault}
        />
      ) : null}
    </DeskLayout>
  );
}
