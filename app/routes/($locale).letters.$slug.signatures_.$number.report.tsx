import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ChallengePage } from '~/components/challenge-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { ReportPage } from '~/components/report-page';
import { ReportSentPage } from '~/components/report-sent-page';
import { issueFormStamp } from '~/domain/protection/form-stamp.server';
import { referenceShape } from '~/domain/reports/report-reference.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { takeReport } from '~/http/take-report.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import { newToken } from '~/primitives/keyring.server';

export { forwardHeaders as headers } from '~/http/forward-headers';

const largestNumber = 2 ** 31;

/** Any whole number that a signature could have; whether one has it is nobody's business here. */
function requireNumber(text = ''): number {
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  return number > 0 && number < largestNumber ? number : notFound();
}

export async function loader(args: LoaderFunctionArgs) {
  const number = requireNumber(args.params.number);
  const { frame } = await requireLetter(args);
  const sent = new URL(args.request.url).searchParams.get('sent') ?? '';
  return privateJson({
    frame,
    number,
    reference: referenceShape.test(sent) ? sent : null,
    answers: { ticket: newToken(), stamp: issueFormStamp(args.context.ctx) },
  });
}

export async function action(args: ActionFunctionArgs) {
  return takeReport(args, requireNumber(args.params.number));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const t = translator(data.frame.locale);
  const title = t(data.reference ? 'report.sent.title' : 'report.title');
  const { refused } = data.frame;
  return personalPageMeta(data.frame.locale, `${title} – ${data.frame.title}`, { refused });
};

export default function ReportRoute() {
  const { frame, number, reference, answers } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <LetterShell frame={frame}>{content()}</LetterShell>;

  function content() {
    if (refused?.challenge) {
      const action = letterPath(frame, frame.locale, `signatures/${number}/report`);
      const { challenge, answers: typed } = refused;
      return (
        <ChallengePage frame={frame} answers={typed} challenge={challenge} report={{ action }} />
      );
    }
    if (reference && !refused) return <ReportSentPage frame={frame} reference={reference} />;
    return (
      <ReportPage
        frame={frame}
        number={number}
        answers={refused ? { ...answers, ...refused.answers } : answers}
        faults={refused?.faults ?? []}
        problem={refused?.problem ?? null}
      />
    );
  }
}
