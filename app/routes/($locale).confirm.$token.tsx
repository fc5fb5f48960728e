import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ConfirmPage, type LiveConfirmation } from '~/components/confirm-page';
import { DeadLinkPage, type DeadLinkView } from '~/components/dead-link-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import type { Context } from '~/context.server';
import { type ConfirmChoices, confirmToken } from '~/domain/confirmations/confirm-token.server';
import type { DeadLinkReason } from '~/domain/confirmations/confirmation';
import {
  type Confirmation,
  readConfirmation,
} from '~/domain/confirmations/read-confirmation.server';
import { signatureVisibilities } from '~/domain/signatures/signature';
import { readTextChange } from '~/domain/versions/read-text-change.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { type FormFields, readForm } from '~/http/read-form.server';
import { frameOf } from '~/http/require-letter.server';
import { requireLocale } from '~/http/require-locale.server';
import { keepDraft } from '~/http/sign-draft.server';
import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

const statuses: Record<DeadLinkReason | 'text-changed', number> = {
  'text-changed': 409,
  unknown: 404,
  used: 200,
  replaced: 410,
  expired: 410,
  withdrawn: 410,
  closed: 410,
};

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const found = await readConfirmation(context.ctx, { token: params.token ?? '' });
  if (!found.letter) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    const dead: DeadLinkView = { reason: 'unknown', frame: null };
    return privateJson({ frame: { locale }, letter: null, live: null, dead, token: '' }, 404);
  }
  const locale = requireLocale(request, params.locale, found.letter.masterLocale);
  const frame = frameOf(args, found.letter, locale);
  if (!found.ok) {
    const dead: DeadLinkView = { reason: found.reason, frame };
    const data = { frame, letter: frame, live: null, dead, token: '' };
    return privateJson(data, statuses[found.reason]);
  }
  const live = await liveOf(context.ctx, found, locale);
  return privateJson({ frame, letter: frame, live, dead: null, token: params.token ?? '' });
}

/** What the page shows of a link that works; for a signature, what changed since. */
async function liveOf(
  ctx: Context,
  found: Extract<Confirmation, { ok: true }>,
  locale: Locale,
): Promise<LiveConfirmation> {
  if (found.subject === 'endorsement') {
    return { subject: found.subject, endorsement: found.endorsement };
  }
  const { subject, letter, signatory, changedSince: since } = found;
  const change = since ? await readTextChange(ctx, letter, { since, locale }) : null;
  return { subject, signatory, seen: letter.version.hash, change };
}

/** Only the whole form of the page speaks of the choices; without it they stay as they were. */
function choicesOf({ visibility: typed, updates, newsFrom }: FormFields): ConfirmChoices {
  const visibility = signatureVisibilities.find((known) => known === typed);
  return visibility ? { visibility, updates: Boolean(updates), newsFrom: Boolean(newsFrom) } : {};
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = context;
  const fields = await readForm(request);
  const choices = choicesOf(fields);
  const confirming = { choices, seen: fields.version };
  const done = await confirmToken(ctx, { token: params.token ?? '', ...confirming });
  if (!done.ok) return privateJson({ reason: done.reason, choices }, statuses[done.reason]);
  const { ok: _ok, letter, ...confirmed } = done;
  const locale = localeOf(params.locale, letter.masterLocale) ?? notFound();
  const path = letterPath(letter, locale);
  const cookie = keepDraft(ctx, path, { step: 'confirmed', ...confirmed });
  const headers = { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' };
  return redirect(`${path}/thank-you`, { status: 303, headers });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const t = translator(data.frame.locale);
  const title = data.dead ? t(`dead.${data.dead.reason}.title`) : t('confirm.title');
  return personalPageMeta(data.frame.locale, title);
};

export default function ConfirmRoute() {
  const { frame, letter, live, dead, token } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const content =
    live && letter ? (
      <ConfirmPage frame={letter} live={live} token={token} refused={refused ?? null} />
    ) : null;
  const page = dead ? <DeadLinkPage dead={dead} /> : content;
  if (letter) return <LetterShell frame={letter}>{page}</LetterShell>;
  const host = { name: translator(frame.locale)('site.name'), href: `/${frame.locale}` };
  return (
    <PublicPage locale={frame.locale} masterLocale={defaultLocale} host={host}>
      {page}
    </PublicPage>
  );
}
