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
import { resendConfirmation } from '~/domain/signatures/resend-confirmation.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { requireLetter } from '~/http/require-letter.server';
import { keepDraft, readDraft } from '~/http/sign-draft.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireLetter(args);
  const path = letterPath(frame, frame.locale);
  const draft = readDraft(args.context.ctx, path, args.request);
  const again = new URL(args.request.url).searchParams.has('again');
  return privateJson({
    frame,
    email: draft?.step === 'sign' ? (draft.answers.email ?? '').trim() : '',
    again,
  });
}

/** Sends the mail once more, or leads back to the form with everything that was typed. */
export async function action(args: ActionFunctionArgs) {
  const { ctx } = args.context;
  const { letter, locale } = await requireLetter(args);
  const { intent, email = '' } = await readForm(args.request);
  const path = letterPath(letter, locale);
  if (intent === 'change-address') return redirect(`${path}/sign`, { status: 303 });
  if (intent !== 'resend') throw new Response(null, { status: 422 });
  const sent = await resendConfirmation(ctx, { slug: letter.slug, locale, email });
  if (!sent.ok && sent.reason === 'not-found') return notFound();
  if (!sent.ok) return redirect(path, { status: 303 });
  const draft = readDraft(ctx, path, args.request);
  const answers = { ...(draft?.step === 'sign' ? draft.answers : {}), email };
  const headers = { 'Set-Cookie': keepDraft(ctx, path, { step: 'sign', answers }) };
  return redirect(`${path}/check-mail?again`, { status: 303, headers });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const title = translator(data.frame.locale)('checkMail.title');
  return personalPageMeta(data.frame.locale, `${title} – ${data.frame.title}`);
};

export default function CheckMailRoute() {
  const { frame, email, again } = useLoaderData<typeof loader>();
  return (
    <LetterShell frame={frame}>
      <CheckMailPage frame={frame} email={email} again={again} faults={[]} />
    </LetterShell>
  );
}
