import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { DataTable } from '~/components/desk/data-table';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { countryChoices, writeCount } from '~/components/desk/figures';
import { InvalidationForm } from '~/components/desk/invalidation-form';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { invalidationStateLabels } from '~/components/desk/protection-labels';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { actionLabels } from '~/components/desk/selection-labels';
import { StateTag } from '~/components/desk/state-tag';
import { TimeOf } from '~/components/desk/time-of';
import { countInvalidation } from '~/domain/invalidations/count-invalidation.server';
import { listInvalidations } from '~/domain/invalidations/list-invalidations.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { readInvalidationForm } from '~/http/read-invalidation-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { countryCodes } from '~/i18n/country-codes';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Taking signatures out', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const found = await listInvalidations(args.context.ctx, { slug: letter.slug });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    countries: countryChoices(countryCodes),
    zone: timeZoneName(letter.timeZone),
    invalidations: found.invalidations.map((one) => ({
      ...one,
      createdAt: moments.at(one.createdAt),
    })),
  });
}

const refusals = {
  'no-criteria': {
    text: 'That would be every signature. Fill in at least one field besides the states',
    fieldId: 'mailDomain',
  },
  'no-network': {
    text: 'Where that signature came from is not known, or not any more: it is kept for 48 hours',
    fieldId: 'sameNetworkAs',
  },
  'nothing-found': { text: 'No signature matches all of this', fieldId: 'mailDomain' },
};

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const { request, context } = args;
  const fields = await readForm(request);
  const typed = { ...fields };
  const read = readInvalidationForm(fields, letter.timeZone);
  const attempt = randomUUID();
  if (!read.ok) return refuseForm(context, 422, { ...read, typed, attempt });
  const { criteria } = read;
  const actor = actorOf(organiser, context);
  const counted = await countInvalidation(context.ctx, { slug: letter.slug, criteria, actor });
  if (counted.ok) {
    return deskRedirect(`/organise/letters/${letter.slug}/invalidations/${counted.id}`);
  }
  if (counted.reason === 'not-found') return notFound();
  const refusal = { title: 'Nothing was counted', ...refusals[counted.reason] };
  return refuseForm(context, 422, { ok: false, field: refusal.fieldId, refusal, typed, attempt });
}

const columns = [
  { label: 'Counted' },
  { label: 'State' },
  { label: 'What' },
  { label: 'Signatures', numeric: true },
  { label: 'Done', numeric: true },
  { label: 'Reason' },
  { label: 'By' },
];

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Earlier({ invalidations }: Pick<Data, 'invalidations'>) {
  const rows = invalidations.map((one) => ({
    key: one.id,
    cells: [
      <Link
        key="when"
        to={one.chosenBy === 'criteria' ? one.id : `../signatures/selections/${one.id}`}
      >
        <TimeOf moment={one.createdAt} />
      </Link>,
      <StateTag key="state" state={one.state} label={invalidationStateLabels[one.state]} />,
      actionLabels[one.action].done,
      writeCount(one.expected),
      writeCount(one.done),
      <span key="reason" className="desk-breakable">
        {one.reason || '–'}
      </span>,
      one.requestedBy,
    ],
  }));
  return (
    <section aria-labelledby="earlier-heading">
      <h2 id="earlier-heading">Earlier ones</h2>
      {rows.length > 0 ? (
        <DataTable id="earlier" caption="Newest first" columns={columns} rows={rows} />
      ) : (
        <p>Nothing has been done with many signatures at once.</p>
      )}
    </section>
  );
}

export default function Invalidations() {
  const { frame, countries, zone, invalidations } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <DeskLayout frame={frame} title="Taking signatures out" section="invalidations">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        For signatures that were stuffed in. First they are counted and nothing changes; you see how
        many there are and some of them. Then you may take exactly these out of the count and the
        list, stop that while it runs, and undo it.
      </p>
      <InvalidationForm
        key={refused?.attempt}
        zone={zone}
        countries={countries}
        refused={refused}
      />
      <Earlier invalidations={invalidations} />
    </DeskLayout>
  );
}
