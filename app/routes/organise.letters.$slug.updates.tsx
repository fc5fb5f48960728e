import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { DataTable } from '~/components/desk/data-table';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { writeCount } from '~/components/desk/figures';
import { RadioSet } from '~/components/desk/form-fields';
import { momentsIn } from '~/components/desk/moments';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { StateTag } from '~/components/desk/state-tag';
import { TimeOf } from '~/components/desk/time-of';
import { kindChoices } from '~/components/desk/update-choices-form';
import { updateKindLabels, updateStateLabels } from '~/components/desk/update-labels';
import { UpdatePromise } from '~/components/desk/update-promise';
import { permits } from '~/domain/organisers/organiser';
import { createUpdate } from '~/domain/updates/create-update.server';
import { listUpdates } from '~/domain/updates/list-updates.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { readUpdateKind } from '~/http/read-update-kind.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('News to signatories', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter, organiser } = await requireDeskLetter(
    args,
    'write-updates',
    'approve-updates',
  );
  const found = await listUpdates(args.context.ctx, { slug: letter.slug });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    mayWrite: permits(organiser.role, 'write-updates'),
    promise: found.promise,
    updates: found.updates.map((one) => ({ ...one, changedAt: moments.at(one.changedAt) })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'write-updates');
  const { request, context } = args;
  const kind = readUpdateKind((await readForm(request)).kind);
  if (!kind) {
    const refusal = { title: 'Nothing was begun', text: 'Choose what it is', fieldId: 'kind' };
    return refuseForm(context, 422, { refusal, attempt: randomUUID() });
  }
  const actor = actorOf(organiser, context);
  const created = await createUpdate(context.ctx, { slug: letter.slug, kind, actor });
  if (!created.ok) return notFound();
  return deskRedirect(`/organise/letters/${letter.slug}/updates/${created.id}`);
}

const columns = [
  { label: 'Subject' },
  { label: 'Kind' },
  { label: 'State' },
  { label: 'People', numeric: true },
  { label: 'Sent', numeric: true },
  { label: 'Came back', numeric: true },
  { label: 'Got nothing', numeric: true },
  { label: 'Ended news', numeric: true },
  { label: 'Changed' },
];

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function UpdateTable({ updates }: Pick<Data, 'updates'>) {
  if (updates.length === 0) return <p>Nothing has been written yet.</p>;
  const rows = updates.map(({ id, kind, state, subject, recipients, numbers, changedAt }) => ({
    key: id,
    cells: [
      <Link key="subject" to={id} className="desk-breakable">
        {subject || 'No subject yet'}
      </Link>,
      updateKindLabels[kind],
      <StateTag key="state" state={state} label={updateStateLabels[state]} />,
      recipients === null ? '–' : writeCount(recipients),
      writeCount(numbers.sent),
      writeCount(numbers.bounced),
      writeCount(numbers.skipped),
      writeCount(numbers.unsubscribed),
      <TimeOf key="changed" moment={changedAt} />,
    ],
  }));
  return <DataTable id="updates" caption="Newest first" columns={columns} rows={rows} />;
}

export default function Updates() {
  const { frame, mayWrite, promise, updates } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <DeskLayout frame={frame} title="News to signatories" section="updates">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        An update goes by mail to the people who asked for it when they signed. It is written in
        every language, sent to you as a test, approved, and leaves slowly.
      </p>
      <UpdateTable updates={updates} />
      <UpdatePromise use={promise} />
      {mayWrite ? (
        <section aria-labelledby="begin-heading">
          <h2 id="begin-heading">Begin an update</h2>
          <Form method="post">
            <RadioSet
              id="kind"
              name="kind"
              legend="What is it?"
              choices={kindChoices}
              error={refused?.refusal.text}
            />
            <button type="submit" className="desk-button">
              Begin to write
            </button>
          </Form>
        </section>
      ) : null}
    </DeskLayout>
  );
}
