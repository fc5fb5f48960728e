import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { countryChoices } from '~/components/desk/figures';
import { InvitationForm } from '~/components/desk/invitation-form';
import { InvitationList } from '~/components/desk/invitation-list';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { listInvitations } from '~/domain/endorsements/list-invitations.server';
import { withdrawInvitation } from '~/domain/endorsements/withdraw-invitation.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { inviteOrganisation } from '~/http/invite-organisation.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { countryCodes } from '~/i18n/country-codes';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Invitations', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'decide-endorsement');
  const found = await listInvitations(args.context.ctx, { slug: letter.slug });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    masterLocale: letter.masterLocale,
    countries: countryChoices(countryCodes),
    zone: timeZoneName(letter.timeZone),
    invitations: found.invitations.map(({ acceptedAt: _used, withdrawnAt: _ended, ...one }) => ({
      ...one,
      createdAt: moments.at(one.createdAt),
      expiresAt: moments.at(one.expiresAt),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'decide-endorsement');
  const { request, context } = args;
  const { slug } = letter;
  const fields = await readForm(request);
  const actor = actorOf(organiser, context);
  const page = `/organise/letters/${slug}/invitations`;
  switch (fields.intent) {
    case 'withdraw': {
      const done = await withdrawInvitation(context.ctx, { slug, id: fields.id ?? '', actor });
      if (!done.ok && done.reason === 'not-found') return notFound();
      return deskRedirect(`${page}?${done.ok ? 'withdrawn' : 'ended'}`);
    }
    case 'invite': {
      const invited = await inviteOrganisation(context.ctx, { slug, fields, actor });
      if (invited.ok) return deskRedirect(`${page}?sent`);
      return refuseForm(context, invited.status, { ...invited.refused, typed: { ...fields } });
    }
    default:
      return notFound();
  }
}

function Outcome() {
  const [search] = useSearchParams();
  if (search.has('sent')) {
    return <Notice kind="ok">The invitation is on its way to the mailbox.</Notice>;
  }
  if (search.has('withdrawn')) {
    return <Notice kind="ok">The invitation is withdrawn; its link opens no form any more.</Notice>;
  }
  if (search.has('ended')) {
    return (
      <Notice kind="info">
        That invitation had ended before, or what came through it is already confirmed. Nothing was
        changed; the table says what came of it.
      </Notice>
    );
  }
  return null;
}

export default function Invitations() {
  const { frame, masterLocale, countries, zone, invitations } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  // An invitation that was sent empties the form; a refused one keeps it.
  const emptied = invitations[0]?.id ?? 'none';
  return (
    <DeskLayout frame={frame} title="Invitations" section="invitations">
      {refused ? (
        <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} />
      ) : (
        <Outcome />
      )}
      <p>
        An invited organisation gets a mail with a link to the form. As soon as its representative
        has confirmed by mail, it stands under the letter, on your decision: check <em>before</em>{' '}
        you invite that the mailbox may speak for it. Times are {zone}.
      </p>
      <InvitationForm
        key={emptied}
        masterLocale={masterLocale}
        countries={countries}
        refused={refused ?? null}
      />
      <InvitationList invitations={invitations} />
    </DeskLayout>
  );
}
