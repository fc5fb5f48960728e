import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { MissingTexts } from '~/components/desk/missing-texts';
import { momentsIn } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { PublishVersionConfirm } from '~/components/desk/publish-version-confirm';
import { PublishVersionForm } from '~/components/desk/publish-version-form';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { languageNames } from '~/components/desk/state-labels';
import { VersionComparison } from '~/components/desk/version-comparison';
import { takesSignatures } from '~/domain/letters/letter-view';
import { previewVersion } from '~/domain/versions/preview-version.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { actorOf } from '~/http/organiser-session.server';
import { publishFromDesk } from '~/http/publish-from-desk.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Publish what was edited', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'publish-letter');
  const { ctx } = args.context;
  const preview = await previewVersion(ctx, letter);
  const moments = momentsIn(letter.timeZone);
  const { version, counts, masterLocale } = letter;
  return deskJson({
    frame,
    open: takesSignatures(letter, ctx.clock.now()),
    masterLocale,
    offered: letter.locales,
    base: version.hash,
    next: version.number + 1,
    signatures: counts.signatures,
    organisations: counts.endorsements,
    missing: preview.ok ? null : preview.missing,
    draft: preview.ok
      ? {
          hash: preview.hash,
          languages: preview.languages,
          behind: preview.behind,
          toBeAsked: preview.toBeAsked,
          delivered: preview.delivered.map(({ versionNumber, target, at }) => ({
            versionNumber,
            target,
            at: moments.at(at).text,
          })),
        }
      : null,
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'publish-letter');
  const { request, context } = args;
  const fields = await readForm(request);
  if (fields.intent === 'publish') requireRecentFactor(args, organiser);
  const actor = actorOf(organiser, context);
  const answer = await publishFromDesk(context.ctx, { letter, fields, actor });
  const typed = { ...fields };
  switch (answer.kind) {
    case 'done':
      return deskRedirect(`/organise/letters/${letter.slug}/versions?published=${answer.number}`);
    case 'confirm':
      return deskJson({ later: answer.later, typed, refusal: null, attempt: '' });
    case 'refused': {
      const { status, refusal, attempt } = answer;
      return refuseForm(context, status, { later: null, typed, refusal, attempt });
    }
    default:
      return answer satisfies never;
  }
}

export default function NewVersion() {
  const data = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { frame, open, base, next, draft, missing } = data;
  const { slug } = frame.letter;
  const typed = answered?.typed ?? {};
  const unchanged = draft?.hash === base;
  return (
    <DeskLayout
      frame={frame}
      title="Publish what was edited"
      section="versions"
      trail={[{ label: 'Versions', to: `/organise/letters/${slug}/versions` }]}
    >
      {answered?.refusal ? (
        <RefusalNotice attempt={answered.attempt} refusal={answered.refusal} />
      ) : null}
      {open ? null : (
        <Notice kind="warn">
          The letter takes no signatures just now, so no version can be published.
        </Notice>
      )}
      {missing ? <MissingTexts slug={slug} missing={missing} /> : null}
      {unchanged ? (
        <p>
          Nothing was edited since the public version.{' '}
          <Link to={`/organise/letters/${slug}/letter`}>Go to the text</Link>
        </p>
      ) : null}
      {draft && draft.behind.length > 0 && !answered ? (
        <Notice kind="warn">
          Older than the text they translate:{' '}
          {draft.behind.map((locale, at) => (
            <span key={locale}>
              {at > 0 ? ', ' : null}
              <Link to={`/organise/letters/${slug}/letter/edit?language=${locale}`}>
                {languageNames[locale]}
              </Link>
            </span>
          ))}
          . Nothing can be published until each is changed, or ticked as still right.
        </Notice>
      ) : null}
      {draft?.delivered.map(({ versionNumber, target, at }) => (
        <Notice key={target + at} kind="warn">
          The copy that {target} received on {at} has version {versionNumber}. It stays as it is;
          who should have the new text needs a new delivery.
        </Notice>
      ))}
      {draft && !unchanged && answered?.later ? (
        <PublishVersionConfirm
          later={answered.later}
          number={next}
          languages={data.offered}
          typed={typed}
          toBeAsked={draft.toBeAsked}
          signatures={data.signatures}
          organisations={data.organisations}
        />
      ) : null}
      {draft && !unchanged ? (
        <VersionComparison languages={draft.languages} masterLocale={data.masterLocale} />
      ) : null}
      {draft && !unchanged && !answered?.later ? (
        <PublishVersionForm
          key={`form ${answered?.attempt}`}
          base={base}
          draft={draft.hash}
          languages={data.offered}
          typed={typed}
          fault={answered?.refusal ?? null}
        />
      ) : null}
    </DeskLayout>
  );
}
