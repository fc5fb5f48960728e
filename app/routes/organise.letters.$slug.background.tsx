import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { BackgroundTextView } from '~/components/desk/background-text-view';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { DraftChanges } from '~/components/desk/draft-changes';
import { LanguageProgress } from '~/components/desk/language-progress';
import { LanguageTabs, MarksNote } from '~/components/desk/language-tabs';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { languageNames } from '~/components/desk/state-labels';
import type { BackgroundDraft } from '~/domain/letters/background-draft';
import { compareTexts } from '~/domain/letters/compare-texts.server';
import { readDraft } from '~/domain/letters/read-draft.server';
import { permits } from '~/domain/organisers/organiser';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { discardText } from '~/http/discard-text.server';
import { notFound } from '~/http/not-found.server';
import { readForm } from '~/http/read-form.server';
import { readLanguageStates } from '~/http/read-language-states.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireTextEditor } from '~/http/require-text-editor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Background (${languageNames[data.locale]})` : 'Background', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter, organiser } = await requireDeskLetter(args, 'read-letters');
  const { ctx } = args.context;
  const asked = new URL(args.request.url).searchParams.get('language');
  const locale = letter.locales.find((offered) => offered === asked) ?? letter.masterLocale;
  const { role } = organiser;
  const kind = 'background' as const;
  const found = await readDraft(ctx, { letterId: letter.id, kind, locale });
  if (!found.ok) return notFound();
  const { content, published, revision } = found.draft;
  const isPublic = letter.state !== 'draft';
  const shown = isPublic ? published : revision > 0 ? content : null;
  return deskJson({
    frame,
    locale,
    isPublic,
    states: await readLanguageStates(ctx, { letter, kind, role }),
    revision,
    differences: isPublic ? compareTexts(kind, published ?? {}, content) : [],
    mayPublish: permits(role, 'publish-letter'),
    text: shown as BackgroundDraft | null,
  });
}

export async function action(args: ActionFunctionArgs) {
  const { place, actor, letter, locale } = await requireTextEditor(args, 'background');
  const fields = await readForm(args.request);
  const done = await discardText(args.context.ctx, { fields, place, actor });
  if (!done.ok) return refuseForm(args.context, done.status, done.refused);
  return deskRedirect(`/organise/letters/${letter.slug}/background?language=${locale}&discarded`);
}

export default function BackgroundTextPage() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { frame, locale, isPublic, states, text } = data;
  const letter = `/organise/letters/${frame.letter?.slug}`;
  const name = languageNames[locale];
  const mayWrite = states.some((state) => state.locale === locale && state.mayWrite);
  return (
    <DeskLayout frame={frame} title="Background" section="background">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {!refused && search.has('discarded') ? (
        <Notice kind="ok">The {name} draft is discarded.</Notice>
      ) : null}
      <p>
        {isPublic
          ? 'What you write is a draft until it is published. The background has no versions: it can be replaced at any time.'
          : 'Nothing of it is public yet. A background that is complete goes public with the letter.'}
      </p>
      <LanguageProgress states={states} base={`${letter}/background`} hasPreview={false} />
      {data.mayPublish ? (
        <p>
          <a href={`${letter}/publish`}>Check and publish</a>
        </p>
      ) : null}
      <LanguageTabs current={locale} among={states.map((state) => state.locale)} />
      <DraftChanges {...data} mayWrite={mayWrite} published={isPublic && text !== null} />
      <h2>{isPublic ? `The public text: ${name}` : `The draft: ${name}`}</h2>
      <MarksNote />
      {text ? (
        <BackgroundTextView text={text} locale={locale} />
      ) : (
        <p>
          {isPublic
            ? 'There is no public background in this language.'
            : 'Nothing is written in this language yet.'}
        </p>
      )}
    </DeskLayout>
  );
}
