import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { readRoomDocument } from '~/domain/rooms/read-room-document.server';
import { sendFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { resourceLoader } from '~/http/resource-loader.server';
import { readRoomSession } from '~/http/room-session.server';
import { localisedPath } from '~/i18n/localised-path';
import { defaultLocale, localeOf } from '~/i18n/request-locale';

const documents = { letter: 'pdf', annex: 'annex' } as const;

/** The very PDF that was sent; whoever has not opened the room is led to its door. */
async function sendRoomDocument({ request, params, context }: LoaderFunctionArgs) {
  const { ctx } = context;
  const { token = '', file } = params;
  const locale = localeOf(params.locale, defaultLocale) ?? notFound();
  if (file !== 'letter' && file !== 'annex') return notFound();
  const key = { token, sessionId: readRoomSession(ctx, request) };
  const found = await readRoomDocument(ctx, { ...key, document: documents[file] });
  if (found.ok) {
    const { bytes, fileName } = found;
    const answer = sendFile(bytes, { fileName, contentType: 'application/pdf' });
    answer.headers.set('X-Robots-Tag', 'noindex');
    return answer;
  }
  if (found.reason === 'not-found') return notFound();
  const door = localisedPath(`/room/${encodeURIComponent(token)}`, locale, defaultLocale);
  return redirect(door, { status: 303, headers: { 'Cache-Control': 'no-store' } });
}

export const loader = resourceLoader(sendRoomDocument);
