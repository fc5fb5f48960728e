import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { AssignForm, JudgeForm, TellForm } from '~/components/desk/reply-acts';
import { ReplyFacts, ReplyFiles, ReplyWords } from '~/components/desk/reply-facts';
import { ReplyTextsForm } from '~/components/desk/reply-texts-form';
import { channelLabels } from '~/components/desk/state-labels';
import { publicDeliveryStates } from '~/domain/deliveries/delivery';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { permits } from '~/domain/organisers/organiser';
import { readReply } from '~/domain/replies/read-reply.server';
import { actOnReply } from '~/http/act-on-reply.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Reply', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(
    args,
    'send-delivery',
    'read-signatures',
  );
  const { ctx } = args.context;
  const { slug, timeZone } = letter;
  const [found, listed] = await Promise.all([
    readReply(ctx, { slug, id: args.params.id ?? '' }),
    listDeliveries(ctx, { slug }),
  ]);
  if (!found.ok || !listed.ok) return notFound();
  const moments = momentsIn(timeZone);
  const { reply, files, texts, sender } = found;
  const answerable: readonly string[] = [...publicDeliveryStates, 'unknown', 'bounced'];
  return deskJson({
    frame,
    mayChange: permits(organiser.role, 'send-delivery'),
    mayTell: permits(organiser.role, 'write-updates'),
    zone: timeZoneName(timeZone),
    reply: {
      ...reply,
      receivedAt: moments.at(reply.receivedAt),
      recordedAt: moments.at(reply.recordedAt),
      publishedAt: moments.atOrNull(reply.publishedAt),
    },
    files,
    texts,
    sender,
    offered: letter.locales,
    deliveries: listed.deliveries
      .filter(({ state }) => answerable.includes(state))
      .map(({ id, addressee, channel, acceptedAt, frozenAt }) => ({
        value: id,
        label: `${addressee}, ${channelLabels[channel]}, ${moments.at(acceptedAt ?? frozenAt).text}`,
      })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const guard = { request, context, params };
  const organiser = await requireOrganiser(guard, 'send-delivery', 'write-updates');
  const { slug = '', id = '' } = params;
  const fields = await readForm(request);
  const input = { slug, id, actor: actorOf(organiser, context), role: organiser.role };
  const acted = await actOnReply(context.ctx, input, fields);
  if (!acted.ok) {
    const { status, ...refused } = acted;
    return refuseForm(context, status, refused);
  }
  const page = acted.to ?? `replies/${id}?done=${fields.intent}`;
  return deskRedirect(`/organise/letters/${slug}/${page}`);
}

const told: Record<string, string> = {
  judge: 'The kind is saved, and on the record of the delivery.',
  assign: 'The reply belongs to that delivery now.',
  publish: 'The reply is public.',
  unpublish: 'The reply is not public any more.',
};

export default function Reply() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { frame, reply, files, mayChange, mayTell, zone } = data;
  const list = `/organise/letters/${frame.letter.slug}/replies`;
  const done = told[search.get('done') ?? ''];
  const fault = refused?.refusal ?? null;
  return (
    <DeskLayout
      frame={frame}
      title="Reply"
      section="replies"
      trail={[{ label: 'Replies', to: list }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {!refused && done ? <Notice kind="ok">{done}</Notice> : null}
      <ReplyFacts reply={reply} zone={zone} />
      <ReplyWords words={reply.words} />
      <ReplyFiles files={files} path={mayChange ? `${list}/${reply.id}/file` : null} />
      {mayChange && !reply.deliveryId ? <AssignForm deliveries={data.deliveries} /> : null}
      {mayChange ? (
        <>
          <JudgeForm
            kind={reply.kind}
            automatic={reply.automatic}
            error={fault?.fieldId === 'kind' ? fault.text : null}
          />
          <ReplyTextsForm
            key={refused?.attempt}
            reply={reply}
            texts={data.texts}
            sender={data.sender}
            offered={data.offered}
            previewPath={`${list}/${reply.id}/preview`}
            typed={refused?.typed ?? null}
          />
        </>
      ) : null}
      {mayTell && reply.kind && reply.kind !== 'none' ? (
        <TellForm deliveryId={reply.deliveryId} />
      ) : null}
    </DeskLayout>
  );
}
