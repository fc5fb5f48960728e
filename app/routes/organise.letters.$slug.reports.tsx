import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { countryName } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { ReportCard } from '~/components/desk/report-card';
import { readNextCase } from '~/domain/reports/read-next-case.server';
import { decideReport } from '~/http/decide-report.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { isUuid } from '~/primitives/uuid';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data?.shown ? `Report: ${data.shown.signature.name}` : 'Reports', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const id = new URL(args.request.url).searchParams.get('case') ?? undefined;
  const found = await readNextCase(args.context.ctx, { slug: letter.slug, id });
  if (!found.ok) return notFound();
  const { current, waiting, place, previous, next } = found;
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    place: { waiting, place, previous, next },
    zone: timeZoneName(letter.timeZone),
    shown: current && {
      ...current,
      dueAt: moments.at(current.dueAt),
      askedAt: moments.atOrNull(current.askedAt),
      answeredAt: moments.atOrNull(current.answeredAt),
      stands: current.signature.state === 'confirmed',
      signature: {
        ...current.signature,
        country: current.signature.country ? countryName(current.signature.country) : null,
        signedAt: moments.at(current.signature.signedAt),
        confirmedAt: moments.atOrNull(current.signature.confirmedAt),
      },
      reports: current.reports.map((report) => ({ ...report, at: moments.at(report.at) })),
    },
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'moderate-signatures');
  const fields = await readForm(request);
  const { intent = '', id = '', onward = '' } = fields;
  const slug = params.slug ?? '';
  const input = { slug, id, actor: actorOf(organiser, context) };
  const decided = await decideReport(context.ctx, input, fields);
  if (!decided.ok) {
    const { status, refusal, attempt } = decided;
    return refuseForm(context, status, { refusal, attempt });
  }
  const goTo = intent === 'ask' ? id : onward;
  const search = new URLSearchParams(isUuid(goTo) ? { case: goTo } : {});
  search.set('done', intent);
  return deskRedirect(`/organise/letters/${slug}/reports?${search}`);
}

const told: Record<string, string> = {
  keep: 'The signature is kept. Whoever wanted an answer is told.',
  'take-out':
    'The signature is taken out of the count and the list. It stands under “Taking signatures out”, where that can be undone.',
  ask: 'The question is on its way to the signatory. The case stays open until you decide.',
};

export default function Reports() {
  const { frame, place, shown, zone } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = told[search.get('done') ?? ''];
  const base = `/organise/letters/${frame.letter.slug}`;
  return (
    <DeskLayout frame={frame} title="Reports" section="reports">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {!refused && done ? <Notice kind="ok">{done}</Notice> : null}
      {shown ? (
        <>
          <p>
            Somebody reported these signatures from the public list. They count until you decide,
            and an answer is due within 72 hours. Times are {zone}.
          </p>
          <ReportCard
            shown={shown}
            place={place}
            error={refused?.refusal.fieldId ? refused.refusal.text : null}
          />
        </>
      ) : (
        <p>
          No reported signature waits for a decision.{' '}
          <Link to={`${base}/invalidations`}>See what was taken out</Link>
        </p>
      )}
    </DeskLayout>
  );
}
