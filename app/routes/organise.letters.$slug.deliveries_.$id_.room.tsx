import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { RoomForms, RoomList, RoomSecret, RoomViews } from '~/components/desk/room-desk';
import { permits } from '~/domain/organisers/organiser';
import { closeRoom } from '~/domain/rooms/close-room.server';
import { openRoom } from '~/domain/rooms/open-room.server';
import { writePin } from '~/domain/rooms/room';
import { viewRooms } from '~/domain/rooms/view-rooms.server';
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
  deskMeta('The room for the addressee', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(
    args,
    'prepare-delivery',
    'read-signatures',
  );
  const { id = '' } = args.params;
  const found = await viewRooms(args.context.ctx, { slug: letter.slug, id });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    id,
    addressee: found.addressee,
    mayOpen: permits(organiser.role, 'send-delivery'),
    zone: timeZoneName(letter.timeZone),
    views: found.views.map((view) => ({ ...view, at: moments.at(view.at) })),
    rooms: found.rooms.map((room) => ({
      ...room,
      openedAt: moments.at(room.openedAt),
      receivedAt: moments.atOrNull(room.receivedAt),
      endsAt: moments.atOrNull(room.endsAt),
      revokedAt: moments.atOrNull(room.revokedAt),
    })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'send-delivery');
  const { slug = '', id = '' } = params;
  const { intent } = await readForm(request);
  const input = { slug, id, actor: actorOf(organiser, context) };
  const refuse = (text: string) =>
    refuseForm(context, 409, {
      refusal: { title: 'Nothing was changed', text },
      opened: null,
      attempt: randomUUID(),
    });
  if (intent === 'close') {
    const closed = await closeRoom(context.ctx, input);
    if (closed.ok) {
      return deskRedirect(`/organise/letters/${slug}/deliveries/${id}/room?done=closed`);
    }
    if (closed.reason === 'not-found') return notFound();
    return refuse('There is no open room; somebody else was faster.');
  }
  if (intent !== 'open') return notFound();
  requireRecentFactor({ request, context }, organiser);
  const opened = await openRoom(context.ctx, input);
  if (!opened.ok) {
    if (opened.reason === 'not-found') return notFound();
    return refuse('This delivery was withdrawn, so there is nothing to read in a room.');
  }
  const link = `${context.ctx.publicUrl}/room/${opened.token}`;
  // Not a redirect: both are shown in this answer and never again.
  const shown = { link, pin: writePin(opened.pin) };
  return deskJson({ refusal: null, opened: shown, attempt: randomUUID() });
}

export default function DeliveryRoom() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { frame, addressee, rooms, views, mayOpen, zone } = data;
  const deliveries = `/organise/letters/${frame.letter.slug}/deliveries`;
  const open = rooms.find(({ revokedAt }) => revokedAt === null);
  return (
    <DeskLayout
      frame={frame}
      title="The room for the addressee"
      section="deliveries"
      trail={[
        { label: 'Deliveries', to: deliveries },
        { label: 'Delivery', to: `${deliveries}/${data.id}` },
      ]}
    >
      {acted?.refusal ? <RefusalNotice attempt={acted.attempt} refusal={acted.refusal} /> : null}
      {acted?.opened ? <RoomSecret key={acted.attempt} opened={acted.opened} /> : null}
      {!acted && search.get('done') === 'closed' ? (
        <Notice kind="ok">The room is closed. Its link and its PIN open nothing any more.</Notice>
      ) : null}
      <p>
        In its room {addressee} reads the letter and everybody who signed it, confirms receipt and
        answers, without an account. It takes a link and a PIN; send them by two ways, such as the
        link by mail and the PIN by telephone. Times are {zone}.
      </p>
      {mayOpen ? <RoomForms open={open !== undefined && !open.ended} /> : null}
      <RoomList rooms={rooms} />
      <RoomViews views={views} />
    </DeskLayout>
  );
}
