import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { countryName } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { PaperDecision } from '~/components/desk/paper-decision';
import { PaperFacts } from '~/components/desk/paper-facts';
import { PaperScans } from '~/components/desk/paper-scans';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { permits } from '~/domain/organisers/organiser';
import { readBatch } from '~/domain/paper/read-batch.server';
import { actOnPaper } from '~/http/act-on-paper.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readFormWithFiles } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { formatDay } from '~/i18n/format-date';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Batch ${data.batch.number} on paper` : 'Paper signatures', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-signatures');
  const actor = actorOf(organiser, args.context);
  const input = { slug: letter.slug, id: args.params.id ?? '', actor };
  const found = await readBatch(args.context.ctx, input);
  if (!found.ok) return notFound();
  const { batch, scans, needsOther } = found;
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    needsOther,
    mayChange: permits(organiser.role, 'moderate-signatures'),
    zone: timeZoneName(letter.timeZone),
    batch: {
      ...batch,
      from: formatDay('en', batch.from),
      until: formatDay('en', batch.until),
      country: batch.country && countryName(batch.country),
      enteredAt: moments.at(batch.enteredAt),
      verifiedAt: moments.atOrNull(batch.verifiedAt),
      withdrawnAt: moments.atOrNull(batch.withdrawnAt),
    },
    scans: scans.map((scan) => ({ ...scan, addedAt: moments.at(scan.addedAt) })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'moderate-signatures');
  const { slug = '', id = '' } = params;
  const sent = await readFormWithFiles(request, 'scans');
  const acted = await actOnPaper(
    context.ctx,
    { slug, id, actor: actorOf(organiser, context) },
    sent,
  );
  if (!acted.ok) {
    const { status, ...refused } = acted;
    return refuseForm(context, status, refused);
  }
  return deskRedirect(`/organise/letters/${slug}/paper/${id}?done=${sent.fields.intent}`);
}

const told: Record<string, string> = {
  add: 'The scans are stored.',
  remove: 'The scan is removed for good.',
  verify: 'The batch is verified and shown in public as a number.',
  withdraw: 'The batch is withdrawn and not counted any more.',
};

export default function PaperBatch() {
  const { frame, batch, scans, needsOther, mayChange, zone } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = told[search.get('done') ?? ''];
  const list = `/organise/letters/${frame.letter.slug}/paper`;
  const error = refused?.refusal.fieldId === 'scans' ? refused.refusal.text : null;
  return (
    <DeskLayout
      frame={frame}
      title={`Batch ${batch.number} on paper`}
      section="paper"
      trail={[{ label: 'Paper signatures', to: list }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {!refused && done ? <Notice kind="ok">{done}</Notice> : null}
      <PaperFacts batch={batch} zone={zone} />
      <PaperScans
        key={`scans-${scans.length}`}
        scans={scans}
        scanPath={`${list}/${batch.id}/scan`}
        mayChange={mayChange}
        mayAdd={mayChange && batch.state !== 'withdrawn'}
        error={error}
      />
      {mayChange ? (
        <PaperDecision
          key={refused?.attempt}
          state={batch.state}
          needsOther={needsOther}
          typed={refused?.typed ?? {}}
          fault={refused?.refusal ?? null}
        />
      ) : null}
    </DeskLayout>
  );
}
