import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { CheckMailPage } from '~/components/check-mail-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { confirmByCode } from '~/domain/confirmations/confirm-by-code.server';
import { exceedsLimit } from '~/domain/protection/exceeds-limit.server';
import { refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { requireLetter } from '~/http/require-letter.server';
import { keepDraft, readDraft } from '~/http/sign-draft.server';
import { typedMailbox } from '~/http/typed-mailbox.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireLetter(args);
  // After a refused code this page answers the POST itself; opened as a link it is the other one.
  if (!frame.refused) throw redirect(letterPath(frame, frame.locale, 'check-mail'), 303);
  const draft = readDraft(args.context.ctx, letterPath(frame, frame.locale), args.request);
  return privateJson({ frame, ...(await typedMailbox(args.context.ctx, draft)) });
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = args.context;
  const { letter, locale } = await requireLetter(args);
  const { email = '', code = '' } = await readForm(args.request);
  const path = letterPath(letter, locale);
  const limited = { letterId: letter.id, network: args.context.clientNetwork };
  const wait = await exceedsLimit(ctx, { ...limited, policy: 'confirm-code' });
  if (wait) {
    const faults = [{ field: 'code', code: 'too-many-codes' }];
    return refuseForm(args.context, 429, { email, faults }, { 'Retry-After': String(wait) });
  }
  const confirmed = await confirmByCode(ctx, { slug: letter.slug, email, code });
  if (confirmed.ok) {
    const { ok: _ok, letter: _letter, ...done } = confirmed;
    const cookie = keepDraft(ctx, path, { step: 'confirmed', ...done });
    const headers = { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' };
    return redirect(`${path}/thank-you`, { status: 303, headers });
  }
  switch (confirmed.reason) {
    case 'not-found':
      return notFound();
    case 'closed':
      return refuseForm(args.context, 409, { email, faults: [{ field: 'code', code: 'closed' }] });
    case 'text-changed': {
      const faults = [{ field: 'code', code: 'text-changed' }];
      return refuseForm(args.context, 409, { email, faults });
    }
    case 'wrong-code': {
      const faults = [{ field: 'code', code: 'wrong-code' }];
      return refuseForm(args.context, 422, { email, faults });
    }
    default:
      return confirmed.reason satisfies never;
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { locale, title, refused } = data.frame;
  const own = translator(locale)('checkMail.title');
  return personalPageMeta(locale, `${own} – ${title}`, { refused });
};

export default function ConfirmCodeRoute() {
  const { frame, ...typed } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const known = refused?.email === undefined || refused.email === typed.email;
  return (
    <LetterShell frame={frame}>
      <CheckMailPage
        frame={frame}
        {...typed}
        email={refused?.email ?? typed.email}
        answers={known ? typed.answers : null}
        resent={null}
        faults={refused?.faults ?? []}
      />
    </LetterShell>
  );
}
