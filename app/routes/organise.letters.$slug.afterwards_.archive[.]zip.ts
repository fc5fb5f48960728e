import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { packArchive } from '~/domain/letters/pack-archive.server';
import { archivePages } from '~/http/archive-pages.server';
import { deskRedirect, streamFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

/** Reading this address makes nothing: an archive is recorded, so it takes a POST. */
export async function loader(args: LoaderFunctionArgs) {
  await requireDeskLetter(args, 'close-letter');
  return deskRedirect(`/organise/letters/${args.params.slug}/afterwards`);
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'close-letter');
  const { ctx, readPage } = args.context;
  const { slug, state } = letter;
  const { intent } = await readForm(args.request);
  if (intent !== 'archive') return notFound();
  if (state === 'draft') return deskRedirect(`/organise/letters/${slug}/afterwards`);
  const now = ctx.clock.now();
  const archived = await archivePages(readPage, letter, { publicUrl: ctx.publicUrl, now });
  if (!archived.ok) return deskRedirect(`/organise/letters/${slug}/afterwards?being-made`);
  const actor = actorOf(organiser, args.context);
  const packed = await packArchive(ctx, { slug, pages: archived.files, actor });
  if (!packed.ok) return notFound();
  return streamFile(packed.pieces, {
    fileName: `${slug}-archive-${now.toISOString().slice(0, 10)}.zip`,
    contentType: 'application/zip',
    close: packed.close,
  });
}
