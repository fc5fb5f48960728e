import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { CheckBox } from '~/components/desk/form-fields';
import { HideNames } from '~/components/desk/hide-names';
import { Notice } from '~/components/desk/notice';
import { PartnerLinks } from '~/components/desk/partner-links';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { changeLetterSettings } from '~/domain/letters/change-letter-settings.server';
import { hideNames } from '~/domain/letters/hide-names.server';
import type { LetterView } from '~/domain/letters/letter-view';
import { showNames } from '~/domain/letters/show-names.server';
import { type Act, permits } from '~/domain/organisers/organiser';
import { readCampaign } from '~/domain/signatures/campaign-source';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Settings', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(
    args,
    'change-settings',
    'moderate-signatures',
  );
  return deskJson({
    frame,
    mayHide: permits(organiser.role, 'moderate-signatures'),
    mayChange: permits(organiser.role, 'change-settings'),
    namesHidden: letter.namesHidden,
    listIndexed: letter.listIndexed,
    discreetSubject: letter.discreetSubject,
    publicUrl: args.context.ctx.publicUrl,
    letter: { slug: letter.slug, masterLocale: letter.masterLocale },
    titles: titlesOf(letter),
    campaign: readCampaign(Object.fromEntries(new URL(args.request.url).searchParams)),
  });
}

function titlesOf({ texts, readableIn }: LetterView) {
  return readableIn.map((locale) => ({ locale, title: texts[locale].title }));
}

const actOf: Record<string, Act> = {
  hide: 'moderate-signatures',
  show: 'moderate-signatures',
  save: 'change-settings',
};

export async function action({ request, context, params }: ActionFunctionArgs) {
  const anyAct = ['change-settings', 'moderate-signatures'] as const;
  await requireOrganiser({ request, context, params }, ...anyAct);
  const fields = await readForm(request);
  const act = actOf[fields.intent ?? ''];
  if (!act) return notFound();
  const organiser = await requireOrganiser({ request, context, params }, act);
  const { ctx } = context;
  const input = { slug: params.slug ?? '', actor: actorOf(organiser, context) };
  const page = `/organise/letters/${input.slug}/settings`;
  if (act === 'change-settings') {
    const listIndexed = fields.listIndexed === 'yes';
    const discreetSubject = fields.discreetSubject === 'yes';
    const saved = await changeLetterSettings(ctx, { ...input, listIndexed, discreetSubject });
    return saved.ok ? deskRedirect(`${page}?saved`) : notFound();
  }
  if (fields.intent === 'hide') {
    return (await hideNames(ctx, input)).ok ? deskRedirect(`${page}?hidden`) : notFound();
  }
  const confirm = fields.confirm ?? '';
  const shown = await showNames(ctx, { ...input, confirm });
  if (shown.ok) return deskRedirect(`${page}?shown`);
  if (shown.reason === 'not-found') return notFound();
  const text = `The word you typed is not the one above the field. Type: ${input.slug}`;
  return refuseForm(context, 422, {
    refusal: { title: 'The names are still hidden', text, fieldId: 'confirm' },
    typed: confirm,
    attempt: randomUUID(),
  });
}

function OtherSettings(props: { listIndexed: boolean; discreetSubject: boolean }) {
  return (
    <section aria-labelledby="other-heading">
      <h2 id="other-heading">Search engines and mails</h2>
      <Form method="post">
        <CheckBox
          id="listIndexed"
          name="listIndexed"
          label="Search engines may index the public list"
          hint="Off: the list of names tells search engines not to keep it, so that a name is not found years later by whoever searches for it. This is about the list only, not about the letter."
          checked={props.listIndexed}
        />
        <CheckBox
          id="discreetSubject"
          name="discreetSubject"
          label="Discreet subjects of mails"
          hint="On: the subject of a mail to a signatory does not name the letter, so that a glance at a screen or an inbox gives nobody away."
          checked={props.discreetSubject}
        />
        <button type="submit" name="intent" value="save" className="desk-button">
          Save
        </button>
      </Form>
    </section>
  );
}

const done: Record<string, string> = {
  hidden: 'Every name is hidden. Public pages show none of them within ten seconds.',
  shown: 'The names are public again.',
  saved: 'The settings are saved.',
};

export default function Settings() {
  const { frame, mayHide, mayChange, namesHidden, listIndexed, discreetSubject, ...partners } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const told = refused ? undefined : Object.keys(done).find((name) => search.has(name));
  return (
    <DeskLayout frame={frame} title="Settings" section="settings">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {told ? <Notice kind="ok">{done[told]}</Notice> : null}
      {mayHide ? (
        <HideNames
          slug={frame.letter.slug}
          hidden={namesHidden}
          typed={refused?.typed}
          error={refused?.refusal.text ?? null}
        />
      ) : null}
      {mayChange ? (
        <OtherSettings
          key={`${listIndexed} ${discreetSubject}`}
          listIndexed={listIndexed}
          discreetSubject={discreetSubject}
        />
      ) : null}
      {mayChange ? <PartnerLinks {...partners} /> : null}
    </DeskLayout>
  );
}
