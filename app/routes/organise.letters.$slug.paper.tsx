import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { countryChoices, countryName, writeCount } from '~/components/desk/figures';
import { PaperForm } from '~/components/desk/paper-fields';
import { PaperTable } from '~/components/desk/paper-table';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { SecondPersonForm } from '~/components/desk/second-person-form';
import { permits } from '~/domain/organisers/organiser';
import { listBatches } from '~/domain/paper/list-batches.server';
import { setSecondPerson } from '~/domain/paper/set-second-person.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { enterPaper } from '~/http/enter-paper.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { countryCodes } from '~/i18n/country-codes';
import { formatDay } from '~/i18n/format-date';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Paper signatures', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-signatures');
  const found = await listBatches(args.context.ctx, { slug: letter.slug });
  if (!found.ok) return notFound();
  const { batches, secondPerson } = found;
  return deskJson({
    frame,
    total: letter.paper,
    secondPerson,
    newId: randomUUID(),
    mayEnter: permits(organiser.role, 'moderate-signatures'),
    mayChoose: permits(organiser.role, 'manage-team'),
    countries: countryChoices(countryCodes),
    batches: batches.map((batch) => ({
      id: batch.id,
      number: batch.number,
      state: batch.state,
      collected: daysOf(batch),
      place: batch.about?.place ?? null,
      country: batch.country && countryName(batch.country),
      onSheets: batch.onSheets,
      valid: batch.valid,
      scans: batch.scans,
      enteredBy: batch.enteredBy,
    })),
  });
}

function daysOf({ from, until }: { from: string; until: string }): string {
  const first = formatDay('en', from);
  return from === until ? first : `${first} – ${formatDay('en', until)}`;
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const { ctx } = args.context;
  const { slug } = letter;
  const fields = await readForm(args.request);
  const actor = actorOf(organiser, args.context);
  switch (fields.intent) {
    case 'enter': {
      const entered = await enterPaper(ctx, { slug, fields, actor });
      if (!entered.ok) return refuseForm(args.context, 422, entered);
      return deskRedirect(`/organise/letters/${slug}/paper/${entered.id}`);
    }
    case 'second-person': {
      await requireOrganiser(args, 'manage-team');
      await setSecondPerson(ctx, { slug, needed: fields.needed === 'yes', actor });
      return deskRedirect(`/organise/letters/${slug}/paper`);
    }
    default:
      return notFound();
  }
}

export default function Paper() {
  const { frame, total, secondPerson, newId, mayEnter, mayChoose, countries, batches } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <DeskLayout frame={frame} title="Paper signatures" section="paper">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        Signatures on paper are counted in batches, shown apart from those given online and never
        added to them. Only verified batches are shown:{' '}
        <strong>
          {writeCount(total.signatures)} on paper, in {writeCount(total.batches)}{' '}
          {total.batches === 1 ? 'batch' : 'batches'}
        </strong>
        .
      </p>
      {batches.length > 0 ? <PaperTable batches={batches} /> : <p>No batch has been entered.</p>}
      {mayEnter ? (
        <PaperForm
          key={refused?.attempt}
          id={newId}
          countries={countries}
          typed={refused?.typed ?? {}}
          fault={refused ?? null}
        />
      ) : null}
      <SecondPersonForm needed={secondPerson} mayChange={mayChoose} />
    </DeskLayout>
  );
}
