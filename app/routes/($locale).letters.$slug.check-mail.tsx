import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CheckMailPage } from '~/components/check-mail-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { exceedsLimit } from '~/domain/protection/exceeds-limit.server';
import { resendConfirmation } from '~/domain/signatures/resend-confirmation.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { requireLetter } from '~/http/require-letter.server';
import { keepDraft, readDraft } from '~/http/sign-draft.server';
import { evenTime, takeAtLeast } from '~/http/take-at-least.server';
import { typedMailbox } from '~/http/typed-mailbox.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import { seconds } from '~/primitives/duration';

export { forwardHeaders as headers } from '~/http/forward-headers';

/** A second press of the button within this time is not a second wish. */
const waitBeforeResend = seconds(30);
const outcomes = ['sent', 'too-soon', 'too-many'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = args.context;
  const { frame } = await requireLetter(args);
  const draft = readDraft(ctx, letterPath(frame, frame.locale), args.request);
  const asked = new URL(args.request.url).searchParams.get('again');
  const resent = outcomes.find((outcome) => outcome === asked) ?? null;
  return privateJson({ frame, resent, ...(await typedMailbox(ctx, draft)) });
}

/** Sends the mail once more, or leads back to the form with everything that was typed. */
export async function action(args: ActionFunctionArgs) {
  const { ctx } = args.context;
  const { letter, locale } = await requireLetter(args);
  const { intent, email = '' } = await readForm(args.request);
  const path = letterPath(letter, locale);
  if (intent === 'change-address') return redirect(`${path}/sign`, { status: 303 });
  if (intent !== 'resend') throw new Response(null, { status: 422 });
  const draft = readDraft(ctx, path, args.request);
  const typed = draft?.step === 'sign' ? draft : null;
  const justSent = typed?.sentAt && ctx.clock.now().getTime() - typed.sentAt < waitBeforeResend;
  // By what this browser knows, so that the answer tells nothing about the address.
  if (justSent && typed.answers.email === email) {
    return redirect(`${path}/check-mail?again=too-soon`, { status: 303 });
  }
  const limited = { letterId: letter.id, network: args.context.clientNetwork };
  if (await exceedsLimit(ctx, { ...limited, policy: 'resend' })) {
    return redirect(`${path}/check-mail?again=too-many`, { status: 303 });
  }
  const resending = { slug: letter.slug, locale, email };
  const sent = await takeAtLeast(evenTime, () => resendConfirmation(ctx, resending));
  if (!sent.ok && sent.reason === 'not-found') return notFound();
  if (!sent.ok) return redirect(path, { status: 303 });
  const answers = { ...typed?.answers, email };
  const headers = { 'Set-Cookie': keepDraft(ctx, path, { step: 'sign', answers }) };
  return redirect(`${path}/check-mail?again=sent`, { status: 303, headers });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const title = translator(data.frame.locale)('checkMail.title');
  return personalPageMeta(data.frame.locale, `${title} – ${data.frame.title}`);
};

export default function CheckMailRoute() {
  const { frame, ...shown } = useLoaderData<typeof loader>();
  return (
    <LetterShell frame={frame}>
      <CheckMailPage frame={frame} {...shown} faults={[]} />
    </LetterShell>
  );
}
