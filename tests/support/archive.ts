import { unzip } from '../documents/unzip';
import { openSession } from './desk';
import { slug } from './letter';
import type { Site } from './site';

/** The archive of the letter as an owner downloads it, as files by name. */
export async function downloadArchive(site: Site): Promise<Map<string, Buffer>> {
  const session = await openSession(site.ctx, 'owner');
  const answer = await fetch(`${site.origin}/organise/letters/${slug}/afterwards/archive.zip`, {
    method: 'POST',
    headers: { Origin: site.origin, Cookie: `undersigned=${session}` },
    body: new URLSearchParams({ intent: 'archive' }),
  });
  if (answer.status !== 200) throw new Error(`the archive answered ${answer.status}`);
  return unzip(Buffer.from(await answer.arrayBuffer()));
}
