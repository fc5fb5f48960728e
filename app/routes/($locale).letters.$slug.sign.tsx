import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ChallengePage } from '~/components/challenge-page';
import { type FieldFault, faultsOf } from '~/components/form-faults';
import type { CameBy } from '~/components/news-consent-field';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { SignPage, type SignProblem } from '~/components/sign-page';
import type { Answers } from '~/components/signature-fields';
import { issueFormStamp } from '~/domain/protection/form-stamp.server';
import {
  type FormGuard,
  judgeSigning,
  type SigningVerdict,
} from '~/domain/protection/judge-signing.server';
import { type SignRefusal, signLetter } from '~/domain/signatures/sign-letter.server';
import { signFormSchema } from '~/domain/signatures/signature';
import { readTextChange, type TextChange } from '~/domain/versions/read-text-change.server';
import { readCameBy } from '~/http/came-by.server';
import { isDatabaseAway, retryAfterSeconds } from '~/http/database-away.server';
import { refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { type FormFields, readForm } from '~/http/read-form.server';
import { requireLetter } from '~/http/require-letter.server';
import { keepDraft, readDraft } from '~/http/sign-draft.server';
import { evenTime, takeAtLeast } from '~/http/take-at-least.server';
import { typedAnswers } from '~/http/typed-answers';
import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

/** A box without a tick sends nothing. */
const unticked = { updates: '' };
const nothingWrong = {
  faults: [] as FieldFault[],
  challenge: null as string | null,
  cameBy: null as CameBy | null,
  change: null as TextChange | null,
};

/** Without PostgreSQL the form still stands, so that nothing that was typed is lost. */
async function findFrame(args: LoaderFunctionArgs) {
  try {
    const { letter, frame } = await requireLetter(args);
    return { letterId: letter.id, frame, seen: letter.version.hash };
  } catch (error) {
    if (isDatabaseAway(error)) return null;
    throw error;
  }
}

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = args.context;
  const locale = localeOf(args.params.locale, 'en') ?? notFound();
  const found = await findFrame(args);
  const frame = found?.frame ?? null;
  const draft = frame ? readDraft(ctx, letterPath(frame, frame.locale), args.request) : null;
  const answers: Answers = draft?.step === 'sign' ? draft.answers : {};
  const stamp = issueFormStamp(ctx);
  const seen = found?.seen ?? null;
  const link = { letterId: found?.letterId ?? '', code: answers.via };
  const cameBy = frame ? await readCameBy(ctx, link) : null;
  return privateJson({ frame, locale: frame?.locale ?? locale, answers, stamp, seen, cameBy });
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, clientNetwork: network } = args.context;
  const fields = await readForm(args.request);
  const answers = typedAnswers(fields);
  const parsed = signFormSchema.safeParse({ ...unticked, ...answers });
  if (!parsed.success) {
    return refuse(args, 422, { kind: 'faults' }, { answers, faults: faultsOf(parsed.error) });
  }
  const form = parsed.data;
  try {
    const { letter, locale, frame } = await requireLetter(args);
    if (!frame.takesSignatures) return refuse(args, 409, { kind: 'closed' }, { answers });
    const { id: letterId, slug } = letter;
    const judged = await judgeSigning(ctx, { letterId, network, form, guard: guardOf(fields) });
    if (judged.verdict === 'refuse') return refuseSigning(args, judged, answers);
    if (judged.verdict === 'challenge') {
      const { challenge } = judged;
      return privateJson({ ...nothingWrong, problem: null, answers, challenge }, 422);
    }
    const { via, newsFrom } = answers;
    const { origin } = judged;
    const campaign = answers;
    const seen = answers.version;
    const signing = { slug, locale, form, via, newsFrom, seen, campaign, origin };
    const signed = await takeAtLeast(evenTime, () => signLetter(ctx, signing));
    if (!signed.ok) {
      if (signed.reason === 'not-found') return notFound();
      if (signed.reason === 'text-changed') return showChange(args, signed, { locale, answers });
      return refuse(args, 409, { kind: 'closed' }, { answers });
    }
    const path = letterPath(letter, locale);
    return redirect(`${path}/check-mail`, {
      status: 303,
      headers: {
        'Cache-Control': 'no-store',
        'Set-Cookie': keepDraft(ctx, path, { step: 'sign', answers }),
      },
    });
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    ctx.log.warn({ requestId: args.context.requestId }, 'database away while signing');
    const problem: SignProblem = { kind: 'away' };
    const headers = { 'Retry-After': String(retryAfterSeconds) };
    return privateJson({ ...nothingWrong, problem, answers }, 503, headers);
  }
}

/** What a form carries besides its answers, as far as it was sent. */
function guardOf(fields: FormFields): FormGuard {
  return {
    stamp: fields.stamp ?? '',
    trap: fields.website_url ?? '',
    proof: fields.proof ?? '',
    withoutProof: fields.without_proof !== undefined,
  };
}

/** The form again, with everything that was typed. */
async function refuse(
  args: ActionFunctionArgs,
  status: 409 | 422 | 429,
  problem: SignProblem,
  shown: { answers: Record<string, string>; faults?: FieldFault[]; change?: TextChange | null },
  headers?: Record<string, string>,
) {
  const cameBy = await cameAgain(args, shown.answers.via);
  return refuseForm(args.context, status, { ...nothingWrong, problem, ...shown, cameBy }, headers);
}

/** The form again, for the present version, under what changed since the one that was seen. */
async function showChange(
  args: ActionFunctionArgs,
  { letter, since }: Extract<SignRefusal, { reason: 'text-changed' }>,
  { locale, answers }: { locale: Locale; answers: Record<string, string> },
) {
  const { ctx } = args.context;
  const change = since ? await readTextChange(ctx, letter, { since, locale }) : null;
  const now = { ...answers, version: letter.version.hash };
  return refuse(args, 409, { kind: 'text-changed' }, { answers: now, change });
}

/** Null as well while PostgreSQL is away: then the form carries on what was sent. */
async function cameAgain(args: ActionFunctionArgs, code: string | undefined) {
  if (!code) return null;
  try {
    const { letter } = await requireLetter(args);
    return await readCameBy(args.context.ctx, { letterId: letter.id, code });
  } catch (error) {
    if (isDatabaseAway(error)) return null;
    throw error;
  }
}

function refuseSigning(
  args: ActionFunctionArgs,
  refusal: Extract<SigningVerdict, { verdict: 'refuse' }>,
  answers: Record<string, string>,
) {
  if (refusal.reason !== 'too-many') {
    return refuse(args, 422, { kind: refusal.reason }, { answers });
  }
  const { retryAfterSeconds: seconds } = refusal;
  const problem: SignProblem = { kind: 'too-many', minutes: Math.ceil(seconds / 60) };
  return refuse(args, 429, problem, { answers }, { 'Retry-After': String(seconds) });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const t = translator(data.locale);
  const title = data.frame ? `${t('sign.title')} – ${data.frame.title}` : t('sign.title');
  return personalPageMeta(data.locale, title, { refused: data.frame?.refused });
};

export default function SignRoute() {
  const { frame, locale, answers, stamp, seen, cameBy } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const shown: Answers = refused?.answers ?? answers;
  if (frame && refused?.challenge) {
    return (
      <LetterShell frame={frame}>
        <ChallengePage frame={frame} answers={shown} challenge={refused.challenge} />
      </LetterShell>
    );
  }
  const page = (
    <SignPage
      frame={frame}
      stamp={shown.stamp ?? stamp}
      seen={shown.version ?? (refused ? null : seen)}
      change={refused?.change ?? null}
      cameBy={refused ? refused.cameBy : cameBy}
      answers={shown}
      faults={refused?.faults ?? []}
      problem={refused?.problem ?? null}
    />
  );
  if (frame) return <LetterShell frame={frame}>{page}</LetterShell>;
  const host = { name: translator(locale)('site.name'), href: `/${locale}` };
  return (
    <PublicPage locale={locale} masterLocale={null} host={host}>
      {page}
    </PublicPage>
  );
}
