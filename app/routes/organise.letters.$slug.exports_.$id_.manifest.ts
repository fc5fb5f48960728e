import type { LoaderFunctionArgs } from '@remix-run/node';
import { readManifest } from '~/domain/exports/read-export.server';
import { sendFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { requireExport } from '~/http/require-export.server';

export async function loader(args: LoaderFunctionArgs) {
  const { made } = await requireExport(args);
  const { slug = '' } = args.params;
  const manifest = await readManifest(args.context.ctx, { slug, id: made.id });
  if (!manifest.ok) return notFound();
  const { fileName, text } = manifest;
  return sendFile(Buffer.from(text), { fileName, contentType: 'text/plain; charset=utf-8' });
}
