import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { languageNames } from '~/components/desk/state-labels';
import { LocaleProvider } from '~/components/locale-context';
import { PublishedReply } from '~/components/reply-panel';
import { permits } from '~/domain/organisers/organiser';
import type { PublicReply } from '~/domain/replies/list-public-replies.server';
import { readReply } from '~/domain/replies/read-reply.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import type { Locale } from '~/i18n/locale';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Reply as the public sees it', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(
    args,
    'send-delivery',
    'read-signatures',
  );
  const { slug, timeZone, locales } = letter;
  const found = await readReply(args.context.ctx, { slug, id: args.params.id ?? '' });
  if (!found.ok) return notFound();
  const { reply, texts, sender } = found;
  const { kind } = reply;
  const written = Object.entries(texts)[0];
  if (!kind || kind === 'none' || !written) return notFound();
  const shown = locales.map((locale): { locale: Locale; reply: PublicReply } => {
    const [textLocale, body] = texts[locale] ? [locale, texts[locale]] : written;
    return {
      locale,
      reply: {
        id: reply.id,
        kind,
        at: reply.receivedAt,
        sender: sender || null,
        paragraphs: body.split(/\n{2,}/),
        locale: textLocale as Locale,
        statementUrl: reply.statementUrl,
        deliveredAt: null,
      },
    };
  });
  const mayPublish = permits(organiser.role, 'send-delivery') && !reply.publishedAt;
  return deskJson({ frame, id: reply.id, timeZone, shown, mayPublish });
}

export default function ReplyPreview() {
  const { frame, id, timeZone, shown, mayPublish } = useLoaderData<typeof loader>();
  const list = `/organise/letters/${frame.letter.slug}/replies`;
  return (
    <DeskLayout
      frame={frame}
      title="Reply as the public sees it"
      section="replies"
      trail={[
        { label: 'Replies', to: list },
        { label: 'Reply', to: `${list}/${id}` },
      ]}
    >
      <p>Look once more for names and details that do not belong in public.</p>
      {shown.map(({ locale, reply }) => (
        <section key={locale} aria-labelledby={`as-${locale}`}>
          <h2 id={`as-${locale}`}>On the {languageNames[locale]} page</h2>
          <div lang={locale}>
            <LocaleProvider locale={locale}>
              <PublishedReply
                reply={{ ...reply, id: `${reply.id}-${locale}` }}
                timeZone={timeZone}
              />
            </LocaleProvider>
          </div>
        </section>
      ))}
      {mayPublish ? (
        <Form method="post" action={`${list}/${id}`}>
          <button type="submit" name="intent" value="publish" className="desk-button">
            Publish it
          </button>
        </Form>
      ) : null}
    </DeskLayout>
  );
}
