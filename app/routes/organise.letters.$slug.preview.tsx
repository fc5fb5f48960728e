import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { LanguageTabs } from '~/components/desk/language-tabs';
import { Notice } from '~/components/desk/notice';
import { languageNames } from '~/components/desk/state-labels';
import { letterFrame } from '~/components/letter-frame';
import { listPublicEndorsements } from '~/domain/endorsements/list-public-endorsements.server';
import { readDraftTexts } from '~/domain/letters/read-draft-texts.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { renderPreview } from '~/http/render-preview.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Preview (${languageNames[data.locale]})` : 'Preview', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'read-letters');
  const { ctx } = args.context;
  const asked = new URL(args.request.url).searchParams.get('language');
  const locale = letter.locales.find((offered) => offered === asked) ?? letter.masterLocale;
  const written = await readDraftTexts(ctx, letter);
  const page = { frame, locale, locales: letter.locales };
  if (!written.ok) return deskJson({ ...page, html: null, missing: written.missing.length });
  const { texts } = written;
  const endorsements = await listPublicEndorsements(ctx, letter.id, locale);
  const previewed = { ...letter, texts, readableIn: letter.locales };
  const html = renderPreview({
    text: texts[locale],
    founders: endorsements.filter((one) => one.coordinator || one.foundingPosition !== null),
    frame: letterFrame(previewed, { locale, publicUrl: ctx.publicUrl, now: ctx.clock.now() }),
  });
  return deskJson({ ...page, html, missing: 0 });
}

export default function Preview() {
  const { frame, locale, locales, html, missing } = useLoaderData<typeof loader>();
  const publishing = `/organise/letters/${frame.letter.slug}/publish`;
  return (
    <DeskLayout
      frame={frame}
      title="Preview"
      section="publish"
      trail={[{ label: 'Publishing', to: publishing }]}
    >
      <p>What is written now, as a reader meets it. The form here takes no signature.</p>
      <LanguageTabs current={locale} among={locales} />
      {html ? (
        <div
          className="desk-preview"
          lang={locale}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by React on the server
          dangerouslySetInnerHTML={{ __html: html }}
        />
      ) : (
        <Notice kind="info">
          {missing === 1 ? 'One field is' : `${missing} fields are`} empty or wrong, so there is no
          preview yet. <Link to={publishing}>See what is left to do</Link>.
        </Notice>
      )}
    </DeskLayout>
  );
}
