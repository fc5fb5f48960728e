import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { DeletionSchedule } from '~/components/desk/deletion-schedule';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { planDeletions } from '~/domain/retention/plan-deletions.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Afterwards', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'close-letter');
  const moments = momentsIn(letter.timeZone);
  const planned = await planDeletions(args.context.ctx, letter);
  return deskJson({
    frame,
    planned: planned.map((one) => ({ ...one, at: moments.atOrNull(one.at) })),
    zone: timeZoneName(letter.timeZone),
    endless: letter.closesAt === null && letter.state !== 'closed',
  });
}

export default function Afterwards() {
  const { frame, planned, zone, endless } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const base = `/organise/letters/${frame.letter.slug}`;
  return (
    <DeskLayout frame={frame} title="Afterwards" section="afterwards">
      {search.has('being-made') ? (
        <Notice kind="warn">
          The letter has very many names, and its PDF is being made for the first time. Nothing was
          downloaded; press the button again in half a minute.
        </Notice>
      ) : null}
      <h2>What goes by itself</h2>
      <p>
        The text, the figures and the public names stay readable. What is below goes without anybody
        asking for it, day by day; times are {zone}.
      </p>
      <DeletionSchedule planned={planned} />
      {endless ? (
        <p>
          The letter has no end, so the last line has no date: say under{' '}
          <Link to={`${base}/closing`}>Closing</Link> until when it takes signatures.
        </p>
      ) : null}
      <Archive base={base} draft={frame.letter.state === 'draft'} />
    </DeskLayout>
  );
}

function Archive({ base, draft }: { base: string; draft: boolean }) {
  return (
    <section aria-labelledby="archive-heading">
      <h2 id="archive-heading">An archive to keep</h2>
      <p>
        One ZIP with what everybody can see now: the letter, its background and its versions as
        pages in each language, the PDF with the public names, the plain text, the names as a table,
        and the SHA-256 of each file. It can be read without this site and without a network.
      </p>
      <p>
        It holds nobody’s address and no name that is not public. Who withdraws later stays in a
        copy that was made before: replace it then, and do not put an old one on the web.
      </p>
      {draft ? (
        <p>There is nothing to keep yet: the letter is a draft.</p>
      ) : (
        <form method="post" action={`${base}/afterwards/archive.zip`}>
          <button type="submit" name="intent" value="archive" className="desk-button">
            Download the archive
          </button>
        </form>
      )}
    </section>
  );
}
