import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DeadInvitationPage } from '~/components/dead-invitation-page';
import { EndorsePage } from '~/components/endorse-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import type { InvitationEnd } from '~/domain/endorsements/invitation';
import {
  type InvitedOrganisation,
  readInvitation,
} from '~/domain/endorsements/read-invitation.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { frameOf } from '~/http/require-letter.server';
import { requireLocale } from '~/http/require-locale.server';
import { takeEndorsement } from '~/http/take-endorsement.server';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

const statuses: Record<InvitationEnd, number> = {
  unknown: 404,
  used: 200,
  expired: 410,
  withdrawn: 410,
  closed: 410,
};

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const found = await readInvitation(context.ctx, { token: params.token ?? '' });
  if (!found.letter) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    return privateJson(
      { frame: { locale }, letter: null, ended: found.reason, invited: null },
      404,
    );
  }
  const locale = requireLocale(request, params.locale, found.letter.masterLocale);
  const frame = frameOf(args, found.letter, locale);
  if (!found.ok) {
    const data = { frame, letter: frame, ended: found.reason, invited: null };
    return privateJson(data, statuses[found.reason]);
  }
  return privateJson({ frame, letter: frame, ended: null, invited: found.invited });
}

export async function action(args: ActionFunctionArgs) {
  const { params, context } = args;
  const invitation = params.token ?? '';
  const found = await readInvitation(context.ctx, { token: invitation });
  if (!found.letter) return notFound();
  const { letter } = found;
  const locale = localeOf(params.locale, letter.masterLocale) ?? notFound();
  return takeEndorsement(args, { letter, locale, invitation });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { frame, letter, ended } = data;
  const t = translator(frame.locale);
  const own = t(ended ? `invitation.${ended}.title` : 'endorse.title');
  const title = letter ? `${own} – ${letter.title}` : own;
  return personalPageMeta(frame.locale, title, { refused: letter?.refused && !ended });
};

/** What the organiser knows, as answers of the form. */
function prefilled(invited: InvitedOrganisation): Record<string, string | undefined> {
  const known = Object.entries(invited).map(([name, value]) => [name, value ?? undefined]);
  return Object.fromEntries(known);
}

export default function InvitationRoute() {
  const { frame, letter, ended, invited } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (letter && invited) {
    return (
      <LetterShell frame={letter}>
        <EndorsePage
          frame={letter}
          invited={invited.organisation}
          answers={refused?.answers ?? prefilled(invited)}
          faults={refused?.faults ?? []}
          hadLogo={refused?.hadLogo ?? false}
        />
      </LetterShell>
    );
  }
  const reason = ended ?? 'unknown';
  if (letter) {
    return (
      <LetterShell frame={letter}>
        <DeadInvitationPage reason={reason} frame={letter} typed={refused ?? null} />
      </LetterShell>
    );
  }
  const host = { name: translator(frame.locale)('site.name'), href: `/${frame.locale}` };
  return (
    <PublicPage locale={frame.locale} masterLocale={defaultLocale} host={host}>
      <DeadInvitationPage reason={reason} frame={null} typed={null} />
    </PublicPage>
  );
}
