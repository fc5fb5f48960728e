import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BackgroundTextView } from '~/components/desk/background-text-view';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { LanguageTabs, MarksNote } from '~/components/desk/language-tabs';
import { languageNames } from '~/components/desk/state-labels';
import { readBackground } from '~/domain/letters/read-background.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { isLocale } from '~/i18n/locale';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Background (${languageNames[data.locale]})` : 'Background', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'read-letters');
  const asked = new URL(args.request.url).searchParams.get('language');
  const locale = isLocale(asked) ? asked : letter.masterLocale;
  const found = await readBackground(args.context.ctx, { slug: letter.slug });
  return deskJson({ frame, locale, text: found.ok ? found.background[locale] : null });
}

export default function BackgroundTextPage() {
  const { frame, locale, text } = useLoaderData<typeof loader>();
  return (
    <DeskLayout frame={frame} title="Background" section="background">
      <LanguageTabs current={locale} />
      <MarksNote />
      {text ? (
        <BackgroundTextView text={text} locale={locale} />
      ) : (
        <p>The background is shown here once the letter is open.</p>
      )}
    </DeskLayout>
  );
}
