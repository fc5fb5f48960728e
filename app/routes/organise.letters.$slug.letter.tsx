import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FactList } from '~/components/desk/fact-list';
import { LanguageTabs, MarksNote } from '~/components/desk/language-tabs';
import { LetterTextView } from '~/components/desk/letter-text-view';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { languageNames } from '~/components/desk/state-labels';
import { TimeOf } from '~/components/desk/time-of';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Letter (${languageNames[data.locale]})` : 'Letter', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'read-letters');
  const asked = new URL(args.request.url).searchParams.get('language');
  const locale = letter.locales.find((offered) => offered === asked) ?? letter.masterLocale;
  return deskJson({
    frame,
    locale,
    locales: letter.locales,
    isMaster: locale === letter.masterLocale,
    review: letter.reviews[locale],
    version: { number: letter.version.number, hash: letter.version.hash },
    fixedAt: momentsIn(letter.timeZone).at(letter.version.createdAt),
    zone: timeZoneName(letter.timeZone),
    text: letter.readableIn.includes(locale) ? letter.texts[locale] : null,
  });
}

export default function LetterTextPage() {
  const { frame, locale, locales, isMaster, review, version, fixedAt, zone, text } =
    useLoaderData<typeof loader>();
  return (
    <DeskLayout frame={frame} title="Letter" section="letter">
      <p>This is the public text. It is fixed from the first signature on.</p>
      <LanguageTabs current={locale} locales={locales} />
      <MarksNote />
      <FactList
        facts={[
          {
            term: 'Language',
            value: `${languageNames[locale]}${isMaster ? ' (master text)' : ''}`,
          },
          { term: 'Review', value: review },
          { term: 'Version', value: version.number },
          {
            term: 'Fixed on',
            value: (
              <>
                <TimeOf moment={fixedAt} /> ({zone})
              </>
            ),
          },
          {
            term: 'Hash of all languages together (SHA-256)',
            value: <code>{version.hash}</code>,
          },
        ]}
      />
      {text ? (
        <LetterTextView text={text} locale={locale} />
      ) : (
        <p>There is no public text in this language yet.</p>
      )}
    </DeskLayout>
  );
}
