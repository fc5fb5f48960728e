import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { DataTable } from '~/components/desk/data-table';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { writeCount } from '~/components/desk/figures';
import { StateTag } from '~/components/desk/state-tag';
import { listDeskLetters } from '~/domain/letters/list-desk-letters.server';
import { permits } from '~/domain/organisers/organiser';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { requireDoor } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Letters', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser } = await requireDoor(args);
  const letters = await listDeskLetters(args.context.ctx, organiser);
  return deskJson({
    frame,
    mayCreate: permits(organiser.role, 'create-letter'),
    mayReadLog: permits(organiser.role, 'read-audit'),
    letters: letters.map(({ slug, title, state, counts }) => ({
      slug,
      title,
      state,
      confirmed: counts.confirmed,
      pending: counts.pending,
      approved: counts.endorsementsApproved,
      waiting: counts.endorsementsWaiting,
    })),
  });
}

const columns = [
  { label: 'Letter' },
  { label: 'State' },
  { label: 'Confirmed signatures', numeric: true },
  { label: 'Not confirmed yet', numeric: true },
  { label: 'Organisations', numeric: true },
  { label: 'Waiting for a decision', numeric: true },
];

export default function Letters() {
  const { frame, mayCreate, mayReadLog, letters } = useLoaderData<typeof loader>();
  const rows = letters.map((letter) => ({
    key: letter.slug,
    cells: [
      <Link key="title" to={`/organise/letters/${letter.slug}`}>
        {letter.title}
      </Link>,
      <StateTag key="state" state={letter.state} />,
      writeCount(letter.confirmed),
      writeCount(letter.pending),
      writeCount(letter.approved),
      writeCount(letter.waiting),
    ],
  }));
  return (
    <DeskLayout frame={frame} title="Letters">
      {mayReadLog ? (
        <p>
          <Link to="/organise/audit">Audit log of the installation</Link>
        </p>
      ) : null}
      {rows.length > 0 ? (
        <DataTable id="letters" caption="All letters" columns={columns} rows={rows} />
      ) : (
        <p>
          {mayCreate
            ? 'There is no letter yet.'
            : 'There is no letter that you work on yet. An owner of one can add you to its team.'}
        </p>
      )}
      {mayCreate ? (
        <p>
          <Link className="desk-button" to="/organise/letters/new">
            Begin a new letter
          </Link>
        </p>
      ) : null}
    </DeskLayout>
  );
}
