import { redirect } from '@remix-run/node';
import { type FieldFault, faultsOf } from '~/components/form-faults';
import type { ReportAnswers, ReportProblem } from '~/components/report-page';
import { judgeReport } from '~/domain/reports/judge-report.server';
import { reportSignature } from '~/domain/reports/report-signature.server';
import { reportFormSchema } from '~/domain/reports/signature-report';
import { newToken } from '~/primitives/keyring.server';
import { refuseForm } from './desk-response.server';
import { type FormFields, readForm } from './read-form.server';
import { type RouteArguments, requireLetter } from './require-letter.server';
import { evenTime, takeAtLeast } from './take-at-least.server';

const asked = ['reason', 'words', 'email', 'stamp', 'ticket'] as const;

function answersOf(fields: FormFields): ReportAnswers {
  return Object.fromEntries(asked.map((name) => [name, fields[name]?.slice(0, 8000)]));
}

function guardOf(fields: FormFields) {
  return {
    stamp: fields.stamp ?? '',
    trap: fields.website_url ?? '',
    proof: fields.proof ?? '',
    withoutProof: fields.without_proof !== undefined,
  };
}

type Shown = {
  faults?: FieldFault[];
  problem?: ReportProblem;
  challenge?: string;
};

/**
 * Takes the form of a report about the signature with this number. Redirects to the page with the
 * reference, which is the same for every number, or answers with everything that was typed.
 */
export async function takeReport(args: RouteArguments, number: number) {
  const { ctx, clientNetwork: network } = args.context;
  const fields = await readForm(args.request);
  const { letter, locale } = await requireLetter(args);
  const answers = answersOf(fields);
  const refuse = (status: 422 | 429, shown: Shown, headers?: Record<string, string>) => {
    const { faults = [], problem = null, challenge = null } = shown;
    return refuseForm(args.context, status, { answers, faults, problem, challenge }, headers);
  };
  const parsed = reportFormSchema.safeParse(answers);
  if (!parsed.success) return refuse(422, { faults: faultsOf(parsed.error) });
  const letterId = letter.id;
  const judged = await judgeReport(ctx, { letterId, network, guard: guardOf(fields) });
  switch (judged.verdict) {
    case 'challenge':
      return refuse(422, { challenge: judged.challenge });
    case 'refuse': {
      if (judged.reason === 'trap') return refuse(422, { problem: { kind: 'trap' } });
      const { retryAfterSeconds: seconds } = judged;
      const problem: ReportProblem = { kind: 'too-many', minutes: Math.ceil(seconds / 60) };
      return refuse(429, { problem }, { 'Retry-After': String(seconds) });
    }
    case 'accept': {
      const ticket = answers.ticket || newToken();
      const { proven } = judged;
      const report = { letterId, number, locale, form: parsed.data, ticket, proven };
      const { reference } = await takeAtLeast(evenTime, () => reportSignature(ctx, report));
      const { pathname } = new URL(args.request.url);
      const headers = { 'Cache-Control': 'no-store' };
      return redirect(`${pathname}?sent=${reference}`, { status: 303, headers });
    }
    default:
      throw new Error(judged satisfies never);
  }
}
