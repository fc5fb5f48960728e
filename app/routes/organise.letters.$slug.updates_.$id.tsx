import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { UpdateApproveForm } from '~/components/desk/update-approve-form';
import { UpdateChoicesForm } from '~/components/desk/update-choices-form';
import { UpdateFacts } from '~/components/desk/update-facts';
import { updateKindLabels } from '~/components/desk/update-labels';
import { MissingTexts } from '~/components/desk/update-missing';
import { UpdatePreview } from '~/components/desk/update-preview';
import { UpdateProgress } from '~/components/desk/update-progress';
import { UpdateTestForm } from '~/components/desk/update-test-form';
import { UpdateWriteForm } from '~/components/desk/update-write-form';
import { useFreshFigures } from '~/components/desk/use-fresh-figures';
import { isBeingWritten } from '~/domain/updates/update';
import { actOnUpdate } from '~/http/act-on-update.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { showUpdate } from '~/http/show-update.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('An update', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const desk = await requireDeskLetter(args, 'write-updates', 'approve-updates');
  const { request, context, params } = args;
  const { searchParams } = new URL(request.url);
  const shown = await showUpdate(context.ctx, { ...desk, id: params.id ?? '', searchParams });
  return deskJson({ ...shown, languages: desk.letter.locales });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'write-updates', 'approve-updates');
  const { request, context, params } = args;
  const { slug } = letter;
  const id = params.id ?? '';
  const fields = await readForm(request);
  const actor = actorOf(organiser, context);
  const acted = await actOnUpdate(context.ctx, { slug, id, actor, role: organiser.role }, fields);
  if (acted.ok) return deskRedirect(`/organise/letters/${slug}/updates/${id}?${acted.done}`);
  const { status, refusal, attempt } = acted;
  return refuseForm(context, status, { refusal, attempt, typed: { ...fields } });
}

export default function UpdatePage() {
  const { frame, told, update, language, mayWrite, mayApprove, members, ...page } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { state, recipients, approval } = update;
  const writable = mayWrite && isBeingWritten(state);
  useFreshFigures(state === 'approved' || state === 'sending');
  const list = `/organise/letters/${frame.letter.slug}/updates`;
  const fault = refused?.refusal ?? null;
  const typedFor = (intent: string) =>
    refused?.typed.intent === intent ? refused.typed : undefined;
  return (
    <DeskLayout
      frame={frame}
      title={updateKindLabels[update.kind]}
      section="updates"
      trail={[{ label: 'News to signatories', to: list }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {told && !refused ? <Notice kind="ok">{told}</Notice> : null}
      <UpdateFacts update={update} zone={page.zone} />
      {recipients === null ? null : (
        <UpdateProgress state={state} recipients={recipients} numbers={update.numbers} />
      )}
      {writable ? (
        <>
          <UpdateWriteForm
            key={`${language} ${page.revision} ${refused?.attempt}`}
            language={language}
            languages={page.languages}
            masterLocale={update.masterLocale}
            words={page.words}
            master={page.master}
            revision={page.revision}
            outdated={page.outdated}
            typed={typedFor('text')}
            fault={fault}
          />
          <UpdateChoicesForm {...update} />
        </>
      ) : null}
      <UpdatePreview
        language={language}
        mail={page.mail}
        tabs={!writable}
        htmlPath={`${list}/${update.id}/mail.html?language=${language}`}
      />
      {writable && update.missing.length > 0 ? <MissingTexts missing={update.missing} /> : null}
      {writable && update.missing.length === 0 ? (
        <UpdateTestForm
          members={members}
          most={page.mostTesters}
          tested={state === 'tested'}
          typed={typedFor('test')}
        />
      ) : null}
      {approval ? (
        <UpdateApproveForm
          approval={approval}
          mayApprove={mayApprove}
          minutes={page.minutes}
          onTimeline={update.onTimeline}
          typed={typedFor('approve')}
          fault={fault}
        />
      ) : null}
      {writable && state !== 'approved' ? (
        <section aria-labelledby="discard-heading">
          <h2 id="discard-heading">Throw it away</h2>
          <Form method="post">
            <p>It stays in the list as stopped, and cannot be sent any more.</p>
            <button
              type="submit"
              name="intent"
              value="stop"
              className="desk-button desk-button-warn"
            >
              Throw it away
            </button>
          </Form>
        </section>
      ) : null}
    </DeskLayout>
  );
}
