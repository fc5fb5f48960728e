import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { BackgroundForm, PublishForm, TestSignature } from '~/components/desk/publish-forms';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { TaskList } from '~/components/desk/task-list';
import { readDraftStates } from '~/domain/letters/read-draft-states.server';
import { readLetterTasks } from '~/domain/letters/read-letter-tasks.server';
import { permits } from '~/domain/organisers/organiser';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { actOfIntent, actOnPublishing, listLanguages } from '~/http/publish-letter.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Publishing', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-letters');
  const { ctx } = args.context;
  const work = await readLetterTasks(ctx, letter);
  const backgrounds = await readDraftStates(ctx, { letterId: letter.id, kind: 'background' });
  if (!backgrounds.ok) return notFound();
  const drafted = backgrounds.states.filter(({ revision }) => revision > 0);
  const { role, email } = organiser;
  return deskJson({
    frame,
    role,
    email,
    tasks: work.tasks,
    blocking: work.blocking,
    fixed: work.fixed,
    same: work.draftHash === letter.version.hash,
    ready: work.draftHash !== null,
    testedAt: momentsIn(letter.timeZone).atOrNull(work.testedAt),
    languages: listLanguages(letter.locales),
    organisations: letter.counts.endorsements,
    backgroundDraft:
      letter.state === 'draft' ? '' : listLanguages(drafted.map((one) => one.locale)),
    mayPublish: permits(role, 'publish-letter'),
    maySend: permits(role, 'edit-letter'),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { request, context, params } = args;
  await requireOrganiser(args, 'publish-letter', 'edit-letter');
  const { intent = '' } = await readForm(request);
  const act = actOfIntent[intent];
  if (!act) return notFound();
  const organiser = await requireOrganiser(args, act);
  if (act === 'publish-letter') requireRecentFactor(args, organiser);
  const slug = params.slug ?? '';
  const actor = actorOf(organiser, context);
  const acted = await actOnPublishing(context.ctx, { slug, intent, organiser, actor });
  if (acted.ok) return deskRedirect(`/organise/letters/${slug}/publish?${acted.done}`);
  const { status, refusal } = acted;
  return refuseForm(context, status, { refusal, attempt: randomUUID() });
}

const done: Record<string, string> = {
  begun: 'The letter is begun, as a draft. What follows leads through everything that it needs.',
  tested: 'The mail is on its way to you. It confirms nothing.',
  published: 'The letter is public as it is written here.',
  'published-letter':
    'The letter is public. Its background is not complete in every language; what is missing was left out.',
  background: 'The background is public as it is written.',
  'background-part': 'The background is public in the languages in which it is complete.',
};

export default function Publishing() {
  const data = useLoaderData<typeof loader>();
  const { frame, role, tasks } = data;
  const { slug, state } = frame.letter;
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const told = refused ? undefined : Object.keys(done).find((name) => search.has(name));
  return (
    <DeskLayout frame={frame} title="Publishing" section="publish">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {told ? <Notice kind="ok">{done[told]}</Notice> : null}
      <p>
        {state === 'draft' ? (
          'The letter is a draft: only its team sees it.'
        ) : (
          <>
            The letter is public: <a href={`/letters/${slug}`}>open its page</a>.
          </>
        )}{' '}
        How far each part is shows by itself; you tick nothing off.
      </p>
      <TaskList tasks={tasks} slug={slug} role={role} />
      <TestSignature {...data} slug={slug} />
      <PublishForm {...data} slug={slug} state={state} />
      {data.backgroundDraft && data.mayPublish ? (
        <BackgroundForm drafted={data.backgroundDraft} />
      ) : null}
    </DeskLayout>
  );
}
