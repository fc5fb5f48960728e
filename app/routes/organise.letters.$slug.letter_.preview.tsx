import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { LanguageTabs } from '~/components/desk/language-tabs';
import { Notice } from '~/components/desk/notice';
import { languageNames } from '~/components/desk/state-labels';
import { previewLetter, printDraft } from '~/domain/letters/preview-letter.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { drawLetter } from '~/http/draw-letter.server';
import { notFound } from '~/http/not-found.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { isLocale } from '~/i18n/locale';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Preview (${languageNames[data.locale]})` : 'Preview', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'read-letters');
  const asked = new URL(args.request.url).searchParams.get('language');
  const locale = isLocale(asked) ? asked : letter.masterLocale;
  const { ctx } = args.context;
  const page = await previewLetter(ctx, { letter, locale });
  const printed = await printDraft(ctx, { letter, locale, as: 'text' });
  if (!page.ok || !printed.ok) return notFound();
  const plain = printed.bytes.toString('utf8');
  return deskJson({ frame, locale, drawn: drawLetter(page, locale), plain });
}

export default function PreviewLetter() {
  const { frame, locale, drawn, plain } = useLoaderData<typeof loader>();
  const base = `/organise/letters/${frame.letter?.slug}/letter`;
  const language = `?language=${locale}`;
  return (
    <DeskLayout
      frame={frame}
      title={`Preview: ${languageNames[locale]}`}
      section="letter"
      trail={[{ label: 'Letter', to: base }]}
    >
      <Notice kind="info">
        This is the draft, where there is one. Nobody outside the team can see it. <code>[…]</code>{' '}
        stands where something is missing.
      </Notice>
      <LanguageTabs current={locale} />
      <div className="preview">
        <section aria-labelledby="page-heading">
          <h2 id="page-heading">As a page</h2>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn on the server, which escapes every text */}
          <div lang={locale} dangerouslySetInnerHTML={{ __html: drawn }} />
        </section>
        <div>
          <section aria-labelledby="pdf-heading">
            <h2 id="pdf-heading">As a PDF</h2>
            <p>
              <a href={`${base}/preview.pdf${language}`}>Open the PDF</a>
            </p>
            <iframe
              className="preview-pdf"
              title="The draft as a PDF"
              src={`${base}/preview.pdf${language}`}
              loading="lazy"
            />
          </section>
          <section aria-labelledby="text-heading">
            <h2 id="text-heading">As plain text</h2>
            <p>
              <a href={`${base}/preview.txt${language}`}>Open the plain text</a>
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
            <section className="desk-message" tabIndex={0} aria-label="The draft as plain text">
              <pre lang={locale}>{plain}</pre>
            </section>
          </section>
        </div>
      </div>
    </DeskLayout>
  );
}
