import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { personalPageMeta } from '~/components/page-meta';
import { PublicPage } from '~/components/public-page';
import { RoomEnterPage } from '~/components/room-enter-page';
import { RoomPage } from '~/components/room-page';
import { showRoom } from '~/components/shown-room';
import { readRoom } from '~/domain/rooms/read-room.server';
import { actInRoom } from '~/http/act-in-room.server';
import { refuseForm, wasRefused } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readFormWithFiles } from '~/http/read-form.server';
import { readRoomSession } from '~/http/room-session.server';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export const handle = { noScript: true };

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { ctx } = context;
  const locale = localeOf(params.locale, defaultLocale) ?? notFound();
  const search = new URL(request.url).searchParams;
  const refused = wasRefused(context);
  const key = { token: params.token ?? '', sessionId: readRoomSession(ctx, request) };
  const found = await readRoom(ctx, key, { noted: !refused && !search.has('done') });
  const shown = found.ok ? showRoom(found.room, { locale, page: search.get('page') }) : null;
  return privateJson({ locale, refused, room: shown, done: refused ? null : search.get('done') });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = context;
  const { pathname } = new URL(request.url);
  const { fields, files } = await readFormWithFiles(request, 'file');
  const token = params.token ?? '';
  const acted = await actInRoom(ctx, request, { token, fields, file: files[0] ?? null });
  if (!acted.ok) {
    const { text = '', name = '', reference = '' } = fields;
    const later = acted.retryAfter ? { 'Retry-After': String(acted.retryAfter) } : undefined;
    const refused = { fault: acted.fault, typed: { text, name, reference } };
    return refuseForm(context, acted.status, refused, later);
  }
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  if (acted.cookie) headers.set('Set-Cookie', acted.cookie);
  const path = acted.done ? `${pathname}?done=${acted.done}` : pathname;
  return redirect(path, { status: 303, headers });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { locale, refused, room } = data;
  const title = room ? room.text.title : translator(locale)('room.enter.title');
  return personalPageMeta(locale, title, { refused });
};

export default function RoomRoute() {
  const { locale, room, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const host = { name: translator(locale)('site.name'), href: `/${locale}` };
  const shared = { fault: refused?.fault ?? null, typed: refused?.typed ?? null };
  return (
    <PublicPage
      locale={locale}
      masterLocale={defaultLocale}
      host={host}
      demonstration={room?.demonstration}
    >
      {room ? <RoomPage room={room} done={done} {...shared} /> : <RoomEnterPage {...shared} />}
    </PublicPage>
  );
}
