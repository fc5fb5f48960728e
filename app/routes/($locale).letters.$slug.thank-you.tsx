import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type FieldFault, faultsOf } from '~/components/form-faults';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { ThankYouPage } from '~/components/thank-you-page';
import { addLatinName } from '~/domain/signatures/add-latin-name.server';
import { latinNameSchema } from '~/domain/signatures/latin-name';
import { readLatinName } from '~/domain/signatures/read-latin-name.server';
import { refuseForm } from '~/http/desk-response.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { type RouteArguments, requireLetter } from '~/http/require-letter.server';
import { readDraft } from '~/http/sign-draft.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

async function findReceipt(args: RouteArguments) {
  const { letter, frame } = await requireLetter(args);
  const draft = readDraft(args.context.ctx, letterPath(frame, frame.locale), args.request);
  return { letter, frame, done: draft?.step === 'confirmed' ? draft : null };
}

export async function loader(args: LoaderFunctionArgs) {
  const { letter, frame, done } = await findReceipt(args);
  const latin = done?.signatureId
    ? await readLatinName(args.context.ctx, { signatureId: done.signatureId })
    : { asked: false, latinName: null };
  return privateJson({
    frame,
    subject: done?.subject ?? null,
    number: done?.number ?? null,
    isPublic: done?.visibility === 'public',
    held: done?.held ?? false,
    signatures: letter.counts.signatures,
    latin,
  });
}

const latinForm = latinNameSchema.refine((name) => name !== null, { error: 'latin-name-empty' });

/** Takes the spelling in Latin letters from the browser that confirmed, within the hour after it. */
export async function action(args: ActionFunctionArgs) {
  const { frame, done } = await findReceipt(args);
  const { latinName: typed = '' } = await readForm(args.request);
  const parsed = latinForm.safeParse(typed);
  if (!parsed.success) {
    const faults: FieldFault[] = faultsOf(parsed.error);
    return refuseForm(args.context, 422, { faults, typed });
  }
  if (done?.signatureId) {
    const { signatureId } = done;
    await addLatinName(args.context.ctx, { signatureId, latinName: parsed.data });
  }
  const path = letterPath(frame, frame.locale, 'thank-you');
  return redirect(path, { status: 303, headers: { 'Cache-Control': 'no-store' } });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { locale, title, refused } = data.frame;
  const own = translator(locale)('thanks.title');
  return personalPageMeta(locale, `${own} – ${title}`, { refused });
};

export default function ThankYouRoute() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <LetterShell frame={data.frame}>
      <ThankYouPage {...data} faults={refused?.faults ?? []} typed={refused?.typed ?? ''} />
    </LetterShell>
  );
}
