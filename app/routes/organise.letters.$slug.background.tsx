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

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Background (${languageNames[data.locale]})` : 'Background', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'read-letters');
  const asked = new URL(args.request.url).searchParams.get('language');
  const locale = letter.locales.find((offered) => offered === asked) ?? letter.masterLocale;
  const found = await readBackground(args.context.ctx, { slug: letter.slug });
  const written = found.ok && found.writtenIn.includes(locale);
  return deskJson({
    frame,
    locale,
    locales: letter.locales,
    text: written ? found.background[locale] : null,
  });
}

export default function BackgroundTextPage() {
  const { frame, locale, locales, text } = useLoaderData<typeof loader>();
  return (
    <DeskLayout frame={frame} title="Background" section="background">
      <LanguageTabs current={locale} among={locales} />
      <MarksNote />
      {text ? (
        <BackgroundTextView text={text} locale={locale} />
      ) : (
        <p>The background is shown here once the letter is open.</p>
      )}
    </DeskLayout>
  );
}
