import type { LoaderFunctionArgs } from '@remix-run/node';
import { readProofFile } from '~/domain/endorsements/read-proof-file.server';
import { sendFile } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { requireDeskLetter } from '~/http/require-desk.server';

/** What shows that an organisation agreed, to be saved and opened elsewhere, never in this site. */
export async function loader(args: LoaderFunctionArgs) {
  const { letter } = await requireDeskLetter(args, 'decide-endorsement');
  const input = { slug: letter.slug, id: args.params.id ?? '' };
  const found = await readProofFile(args.context.ctx, input);
  return found.ok ? sendFile(found.bytes, found) : notFound();
}
