import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { ClockForm, SilentCopies } from '~/components/desk/reply-clock';
import { ReplyForm, UploadForm } from '~/components/desk/reply-forms';
import { ReplyTable, UnassignedMails } from '~/components/desk/reply-tables';
import { channelLabels } from '~/components/desk/state-labels';
import { publicDeliveryStates } from '~/domain/deliveries/delivery';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { permits } from '~/domain/organisers/organiser';
import { assignReply } from '~/domain/replies/assign-reply.server';
import { discardMail } from '~/domain/replies/discard-mail.server';
import { writeFollowUp } from '~/domain/replies/follow-up';
import { listReplies } from '~/domain/replies/list-replies.server';
import { setClock } from '~/domain/replies/set-clock.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { maySeeUnassigned } from '~/http/may-see-unassigned.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readFormWithFiles } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { takeTyped, takeUpload } from '~/http/take-reply.server';
import { writeLocalTime } from '~/primitives/local-time';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Replies', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(
    args,
    'send-delivery',
    'read-signatures',
  );
  const { ctx } = args.context;
  const { slug, timeZone } = letter;
  const withUnassigned = await maySeeUnassigned(args);
  const [found, listed] = await Promise.all([
    listReplies(ctx, { slug, withUnassigned }),
    listDeliveries(ctx, { slug }),
  ]);
  if (!found.ok || !listed.ok) return notFound();
  const moments = momentsIn(timeZone);
  const rowOf = (reply: (typeof found.replies)[number]) => ({
    ...reply,
    receivedAt: moments.at(reply.receivedAt),
  });
  const answerable: readonly string[] = [...publicDeliveryStates, 'unknown', 'bounced'];
  return deskJson({
    frame,
    formId: randomUUID(),
    mayChange: permits(organiser.role, 'send-delivery'),
    zone: timeZoneName(timeZone),
    now: writeLocalTime(ctx.clock.now(), timeZone),
    reminds: found.reminds,
    showsSilence: found.showsSilence,
    replies: found.replies.map(rowOf),
    unassigned: found.unassigned.map(rowOf),
    silent: found.silent.map((copy) => ({
      ...copy,
      since: moments.at(copy.since),
      followUp: writeFollowUp(letter, copy, ctx.publicUrl),
    })),
    deliveries: listed.deliveries
      .filter(({ state }) => answerable.includes(state))
      .map(({ id, addressee, channel, acceptedAt, frozenAt }) => ({
        value: id,
        label: `${addressee}, ${channelLabels[channel]}, ${moments.at(acceptedAt ?? frozenAt).text}`,
      })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { request, context, params } = args;
  const organiser = await requireOrganiser(args, 'send-delivery');
  const { slug = '' } = params;
  const { ctx } = context;
  const { fields, files } = await readFormWithFiles(request, 'mail');
  const actor = actorOf(organiser, context);
  const given = { slug, fields, actor };
  const seeOther = (done: string) => deskRedirect(`/organise/letters/${slug}/replies?done=${done}`);
  switch (fields.too_large ? 'upload' : fields.intent) {
    case 'upload':
    case 'enter': {
      const taken =
        fields.intent === 'enter'
          ? await takeTyped(ctx, given)
          : await takeUpload(ctx, given, files);
      return taken.ok ? seeOther(taken.done) : refuseForm(context, 422, taken);
    }
    case 'clock': {
      const reminds = fields.reminds === 'yes';
      const showsSilence = fields.showsSilence === 'yes';
      const set = await setClock(ctx, { slug, reminds, showsSilence, actor });
      return set.ok ? seeOther('clock') : notFound();
    }
    case 'assign':
    case 'discard': {
      // Mails of no letter may be about any letter.
      if (!(await maySeeUnassigned(args))) return notFound();
      const { reply: id = '', deliveryId = '' } = fields;
      const done =
        fields.intent === 'discard'
          ? await discardMail(ctx, { id, actor })
          : await assignReply(ctx, { slug, id, deliveryId, actor });
      return done.ok ? seeOther(fields.intent ?? '') : notFound();
    }
    default:
      return notFound();
  }
}

const told: Record<string, string> = {
  stored: 'The reply is taken.',
  repeated: 'That mail is here already, so nothing was changed.',
  bounced: 'It is a report that the letter came back. That is on record now at its delivery.',
  clock: 'The choice is saved.',
  assign: 'The mail belongs to this letter now.',
  discard: 'The mail is deleted for good.',
};

export default function Replies() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { frame, mayChange, zone, replies, unassigned, silent, deliveries } = data;
  const base = `/organise/letters/${frame.letter.slug}`;
  const done = told[search.get('done') ?? ''];
  const typed: Record<string, string> = refused?.typed ?? {};
  const fault = refused?.refusal ?? null;
  return (
    <DeskLayout frame={frame} title="Replies" section="replies">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {!refused && done ? <Notice kind="ok">{done}</Notice> : null}
      <p>
        What addressees answered: by mail, on paper, in their room, or in a public statement. Only
        organisers see it, until it is published. Times are {zone}.
      </p>
      <ReplyTable replies={replies} base={`${base}/replies`} />
      <UnassignedMails mails={unassigned} deliveries={deliveries} />
      <SilentCopies copies={silent} base={base} />
      {mayChange ? (
        <>
          <UploadForm error={fault?.fieldId === 'mail' ? fault.text : null} />
          <ReplyForm
            key={refused?.attempt ?? replies.length}
            formId={typed.form ?? data.formId}
            deliveries={deliveries}
            zone={zone}
            now={data.now}
            typed={typed}
            fault={fault}
          />
          <ClockForm reminds={data.reminds} showsSilence={data.showsSilence} />
        </>
      ) : null}
    </DeskLayout>
  );
}
