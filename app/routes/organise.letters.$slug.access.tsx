import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { AccessTokenForm, AccessTokenTable } from '~/components/desk/access-token-forms';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { ShownOnce } from '~/components/desk/shown-once';
import { WebhookForm, WebhookTable } from '~/components/desk/webhook-forms';
import { listAccessTokens } from '~/domain/access/list-access-tokens.server';
import { listWebhooks } from '~/domain/webhooks/list-webhooks.server';
import { changeAccess } from '~/http/change-access.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Other programs', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'manage-access');
  const { ctx } = args.context;
  const moments = momentsIn(letter.timeZone);
  const [tokens, webhooks] = await Promise.all([
    listAccessTokens(ctx, letter.id),
    listWebhooks(ctx, letter.id),
  ]);
  return deskJson({
    frame,
    api: `${ctx.publicUrl}/api/v1/letters/${letter.slug}`,
    formIds: { token: randomUUID(), webhook: randomUUID() },
    tokens: tokens.map((token) => ({ ...token, expiresAt: moments.at(token.expiresAt) })),
    webhooks: webhooks.map(({ pausedAt, failingSince, ...webhook }) => ({
      ...webhook,
      paused: pausedAt !== null,
      failingSince: moments.atOrNull(failingSince),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'manage-access');
  requireRecentFactor(args, organiser);
  const { request, context } = args;
  const fields = await readForm(request);
  const actor = actorOf(organiser, context);
  const changed = await changeAccess(context.ctx, { slug: letter.slug, fields, actor });
  if (!changed.ok) {
    const { form, refusal, status } = changed;
    const refused = { form, refusal, typed: { ...fields }, attempt: randomUUID() };
    return refuseForm(context, status, { shown: null, refused });
  }
  if ('shown' in changed) return deskJson({ shown: changed.shown, refused: null });
  return deskRedirect(`/organise/letters/${letter.slug}/access?${changed.done}`);
}

export default function Access() {
  const { frame, api, formIds, tokens, webhooks } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const refused = answer?.refused;
  const of = (form: 'token' | 'webhook') => ({
    key: refused?.form === form ? refused.attempt : formIds[form],
    id: refused?.form === form ? (refused.typed.id ?? formIds[form]) : formIds[form],
    typed: refused?.form === form ? refused.typed : {},
    fault: refused?.form === form ? refused.refusal : null,
  });
  const { key: tokenKey, ...token } = of('token');
  const { key: webhookKey, ...webhook } = of('webhook');
  const base = `/organise/letters/${frame.letter.slug}/access/webhooks`;
  return (
    <DeskLayout frame={frame} title="Other programs" section="access">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {answer?.shown ? <ShownOnce {...answer.shown} /> : null}
      {!answer && search.has('revoked') ? (
        <Notice kind="ok">The token is revoked. Whoever has it reads nothing any more.</Notice>
      ) : null}
      <section aria-labelledby="tokens-heading">
        <h2 id="tokens-heading">Programs that read</h2>
        <p>
          A token lets another program read this letter at <code>{api}</code>, never change it, and
          never see an address or a name that is not public.
        </p>
        <AccessTokenTable tokens={tokens} />
        <AccessTokenForm key={tokenKey} {...token} />
      </section>
      <section aria-labelledby="webhooks-heading">
        <h2 id="webhooks-heading">Programs that are told</h2>
        <p>
          A webhook is an address that is called when something happens. A call is signed, names no
          person, and is tried for about a day.
        </p>
        <WebhookTable webhooks={webhooks} base={base} />
        <WebhookForm key={webhookKey} {...webhook} />
      </section>
    </DeskLayout>
  );
}
