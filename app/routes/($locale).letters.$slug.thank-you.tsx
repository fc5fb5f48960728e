import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { ThankYouPage } from '~/components/thank-you-page';
import { privateJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { readDraft } from '~/http/sign-draft.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { letter, frame } = await requireLetter(args);
  const draft = readDraft(args.context.ctx, letterPath(frame, frame.locale), args.request);
  const done = draft?.step === 'confirmed' ? draft : null;
  return privateJson({
    frame,
    subject: done?.subject ?? null,
    number: done?.number ?? null,
    isPublic: done?.visibility === 'public',
    signatures: letter.counts.signatures,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const title = translator(data.frame.locale)('thanks.title');
  return personalPageMeta(data.frame.locale, `${title} – ${data.frame.title}`);
};

export default function ThankYouRoute() {
  const data = useLoaderData<typeof loader>();
  return (
    <LetterShell frame={data.frame}>
      <ThankYouPage {...data} />
    </LetterShell>
  );
}
