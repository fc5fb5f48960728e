import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { EndorsePage } from '~/components/endorse-page';
import { faultsOf } from '~/components/form-faults';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import { refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { publicJson } from '~/http/public-page.server';
import { readFormWithFile } from '~/http/read-form.server';
import { requireLetter } from '~/http/require-letter.server';
import { keepDraft } from '~/http/sign-draft.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

/** A box without a tick sends nothing, which must not pass for "not asked". */
const unticked = { authorised: '' };

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireLetter(args);
  return publicJson({ frame });
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = args.context;
  const { letter, locale } = await requireLetter(args);
  const { fields, file } = await readFormWithFile(args.request, 'logo');
  const answers: Record<string, string | undefined> = { ...fields };
  const parsed = endorseFormSchema.safeParse({ ...unticked, ...fields });
  if (!parsed.success) {
    const refusal = { faults: faultsOf(parsed.error), answers, hadLogo: file !== null };
    return refuseForm(args.context, 422, refusal);
  }
  const input = { slug: letter.slug, locale, form: parsed.data, logo: file };
  const endorsed = await endorseLetter(ctx, input);
  if (!endorsed.ok) {
    const { reason } = endorsed;
    if (reason === 'not-found') return notFound();
    const status = reason === 'closed' ? 409 : 422;
    const field = reason === 'closed' ? 'organisation' : 'logo';
    const faults = [{ field, code: reason }];
    return refuseForm(args.context, status, { faults, answers, hadLogo: false });
  }
  const path = letterPath(letter, locale);
  const cookie = keepDraft(ctx, path, { step: 'endorse', email: parsed.data.email });
  const headers = { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' };
  return redirect(`${path}/endorse/check-mail`, { status: 303, headers });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { locale, title, refused } = data.frame;
  const own = translator(locale)('endorse.title');
  return personalPageMeta(locale, `${own} – ${title}`, { refused });
};

export default function EndorseRoute() {
  const { frame } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <LetterShell frame={frame}>
      <EndorsePage
        frame={frame}
        answers={refused?.answers ?? {}}
        faults={refused?.faults ?? []}
        hadLogo={refused?.hadLogo ?? false}
      />
    </LetterShell>
  );
}
