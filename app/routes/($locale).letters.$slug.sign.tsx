import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type FieldFault, faultsOf } from '~/components/form-faults';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { SignPage } from '~/components/sign-page';
import type { Answers } from '~/components/signature-fields';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { signFormSchema } from '~/domain/signatures/signature';
import { isDatabaseAway, retryAfterSeconds } from '~/http/database-away.server';
import { refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { requireLetter } from '~/http/require-letter.server';
import { keepDraft, readDraft } from '~/http/sign-draft.server';
import { letterPath } from '~/i18n/localised-path';
import { localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

const noFaults: FieldFault[] = [];
/** A box without a tick sends nothing. */
const unticked = { updates: '' };

/** Without PostgreSQL the form still stands, so that nothing that was typed is lost. */
async function findFrame(args: LoaderFunctionArgs) {
  try {
    return (await requireLetter(args)).frame;
  } catch (error) {
    if (isDatabaseAway(error)) return null;
    throw error;
  }
}

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = args.context;
  const locale = localeOf(args.params.locale, 'en') ?? notFound();
  const frame = await findFrame(args);
  const draft = frame ? readDraft(ctx, letterPath(frame, frame.locale), args.request) : null;
  const answers: Answers = draft?.step === 'sign' ? draft.answers : {};
  return privateJson({ frame, locale: frame?.locale ?? locale, answers });
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = args.context;
  const answers = await readForm(args.request);
  const parsed = signFormSchema.safeParse({ ...unticked, ...answers });
  if (!parsed.success) {
    const faults = faultsOf(parsed.error);
    return refuseForm(args.context, 422, { problem: 'faults' as const, faults, answers });
  }
  try {
    const { letter, locale } = await requireLetter(args);
    const signed = await signLetter(ctx, { slug: letter.slug, locale, form: parsed.data });
    if (!signed.ok) {
      if (signed.reason === 'not-found') return notFound();
      return refuseForm(args.context, 409, {
        problem: 'closed' as const,
        faults: noFaults,
        answers,
      });
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
    const headers = { 'Retry-After': String(retryAfterSeconds) };
    return privateJson({ problem: 'away' as const, faults: noFaults, answers }, 503, headers);
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const t = translator(data.locale);
  const title = data.frame ? `${t('sign.title')} – ${data.frame.title}` : t('sign.title');
  return personalPageMeta(data.locale, title, { refused: data.frame?.refused });
};

export default function SignRoute() {
  const { frame, locale, answers } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const page = (
    <SignPage
      frame={frame}
      answers={refused?.answers ?? answers}
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
