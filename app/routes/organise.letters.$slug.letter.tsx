import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { DraftChanges } from '~/components/desk/draft-changes';
import { FactList } from '~/components/desk/fact-list';
import { LanguageProgress } from '~/components/desk/language-progress';
import { LanguageTabs, MarksNote } from '~/components/desk/language-tabs';
import { LetterTextView } from '~/components/desk/letter-text-view';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { PublishLink } from '~/components/desk/publish-link';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { languageNames } from '~/components/desk/state-labels';
import { TimeOf } from '~/components/desk/time-of';
import { compareTexts } from '~/domain/letters/compare-texts.server';
import { fillDraft } from '~/domain/letters/fill-draft';
import type { LetterDraft } from '~/domain/letters/letter-draft';
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
  deskMeta(data ? `Letter (${languageNames[data.locale]})` : 'Letter', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter, organiser } = await requireDeskLetter(args, 'read-letters');
  const { ctx } = args.context;
  const asked = new URL(args.request.url).searchParams.get('language');
  const locale = letter.locales.find((offered) => offered === asked) ?? letter.masterLocale;
  const { role } = organiser;
  const found = await readDraft(ctx, { letterId: letter.id, kind: 'letter', locale });
  if (!found.ok) return notFound();
  const { content, published, revision } = found.draft;
  const draft = content as LetterDraft;
  const isPublic = letter.state !== 'draft';
  const states = await readLanguageStates(ctx, { letter, kind: 'letter', role });
  const today = ctx.clock.now().toISOString().slice(0, 10);
  const textOf = () => {
    if (!isPublic) return fillDraft(draft, today);
    return letter.readableIn.includes(locale) ? letter.texts[locale] : null;
  };
  return deskJson({
    frame,
    locale,
    isPublic,
    states,
    revision,
    differences: isPublic ? compareTexts('letter', published ?? {}, draft) : [],
    mayPublish: permits(role, 'publish-letter'),
    hasSignatures: letter.counts.signatures > 0,
    version: { number: letter.version.number, hash: letter.version.hash },
    fixedAt: momentsIn(letter.timeZone).at(letter.version.createdAt),
    zone: timeZoneName(letter.timeZone),
    text: textOf(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { place, actor, letter, locale } = await requireTextEditor(args, 'letter');
  const fields = await readForm(args.request);
  const done = await discardText(args.context.ctx, { fields, place, actor });
  if (!done.ok) return refuseForm(args.context, done.status, done.refused);
  return deskRedirect(`/organise/letters/${letter.slug}/letter?language=${locale}&discarded`);
}

export default function LetterTextPage() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { frame, locale, isPublic, states, version, fixedAt, zone } = data;
  const base = `/organise/letters/${frame.letter?.slug}/letter`;
  const name = languageNames[locale];
  const mayWrite = states.some((state) => state.locale === locale && state.mayWrite);
  return (
    <DeskLayout frame={frame} title="Letter" section="letter">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {!refused && search.has('discarded') ? (
        <Notice kind="ok">The {name} draft is discarded.</Notice>
      ) : null}
      <p>
        {isPublic
          ? 'What you write is a draft until it is published. What people have signed stays as it is.'
          : 'Nothing of it is public yet.'}
      </p>
      <LanguageProgress states={states} base={base} />
      <PublishLink {...data} />
      <LanguageTabs current={locale} among={states.map((state) => state.locale)} />
      <DraftChanges {...data} mayWrite={mayWrite} published={isPublic} />
      <h2>{isPublic ? `The public text: ${name}` : `The draft: ${name}`}</h2>
      <MarksNote />
      {isPublic ? (
        <FactList
          facts={[
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
      ) : null}
      {data.text ? (
        <LetterTextView text={data.text} locale={locale} />
      ) : (
        <p>There is no public text in this language yet.</p>
      )}
    </DeskLayout>
  );
}
