import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { EndorsePage } from '~/components/endorse-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell } from '~/components/public-page';
import { publicJson } from '~/http/public-page.server';
import { requireLetter } from '~/http/require-letter.server';
import { takeEndorsement } from '~/http/take-endorsement.server';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireLetter(args);
  return publicJson({ frame });
}

export async function action(args: ActionFunctionArgs) {
  return takeEndorsement(args, await requireLetter(args));
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
        invited={null}
        action={letterPath(frame, frame.locale, 'endorse')}
        answers={refused?.answers ?? {}}
        faults={refused?.faults ?? []}
        hadLogo={refused?.hadLogo ?? false}
      />
    </LetterShell>
  );
}
