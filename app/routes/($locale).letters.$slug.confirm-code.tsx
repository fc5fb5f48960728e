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
import { refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { requireLetter } from '~/http/require-letter.server';
import { keepDraft } from '~/http/sign-draft.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireLetter(args);
  // After a refused code this page answers the POST itself; opened as a link it is the other one.
  if (!frame.refused) throw redirect(letterPath(frame, frame.locale, 'check-mail'), 303);
  return privateJson({ frame });
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = args.context;
  const { letter, locale } = await requireLetter(args);
  const { email = '', code = '' } = await readForm(args.request);
  const path = letterPath(letter, locale);
  const confirmed = await confirmByCode(ctx, { slug: letter.slug, email, code });
  if (confirmed.ok) {
    const { subject, number, visibility } = confirmed;
    const cookie = keepDraft(ctx, path, { step: 'confirmed', subject, number, visibility });
    const headers = { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' };
    return redirect(`${path}/thank-you`, { status: 303, headers });
  }
  switch (confirmed.reason) {
    case 'not-found':
      return notFound();
    case 'closed':
      return refuseForm(args.context, 409, { email, faults: [{ field: 'code', code: 'closed' }] });
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
  const { frame } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <LetterShell frame={frame}>
      <CheckMailPage
        frame={frame}
        email={refused?.email ?? ''}
        again={false}
        faults={refused?.faults ?? []}
      />
    </LetterShell>
  );
}
