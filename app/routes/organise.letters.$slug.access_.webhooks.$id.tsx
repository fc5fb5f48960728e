import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { eventLabels } from '~/components/desk/access-labels';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FactList } from '~/components/desk/fact-list';
import { momentsIn } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { WebhookCalls } from '~/components/desk/webhook-calls';
import { WebhookHealth } from '~/components/desk/webhook-forms';
import { changeWebhook, type WebhookChange } from '~/domain/webhooks/change-webhook.server';
import { listWebhookCalls } from '~/domain/webhooks/list-webhook-calls.server';
import { listWebhooks } from '~/domain/webhooks/list-webhooks.server';
import { deskJson, deskRedirect, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { type FormFields, readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Webhook', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'manage-access');
  const { ctx } = args.context;
  const all = await listWebhooks(ctx, letter.id);
  const webhook = all.find(({ id }) => id === args.params.id);
  if (!webhook) return notFound();
  const moments = momentsIn(letter.timeZone);
  const calls = await listWebhookCalls(ctx, webhook.id);
  const { pausedAt, failingSince, ...rest } = webhook;
  return deskJson({
    frame,
    webhook: {
      ...rest,
      paused: pausedAt !== null,
      failingSince: moments.atOrNull(failingSince),
    },
    calls: calls.map(({ createdAt, nextAttemptAt, ...call }) => ({
      ...call,
      createdAt: moments.at(createdAt),
      nextAttemptAt: moments.atOrNull(nextAttemptAt),
    })),
  });
}

function changeOf({ intent, call = '' }: FormFields): WebhookChange | null {
  if (intent === 'resend') {
    const callId = /^\d{1,15}$/.test(call) ? Number(call) : 0;
    return { kind: intent, callId };
  }
  return intent === 'remove' || intent === 'pause' || intent === 'resume' || intent === 'test'
    ? { kind: intent }
    : null;
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'manage-access');
  const { request, context, params } = args;
  const change = changeOf(await readForm(request));
  if (!change) return notFound();
  const actor = actorOf(organiser, context);
  const id = params.id ?? '';
  const changed = await changeWebhook(context.ctx, { slug: letter.slug, id, change, actor });
  if (!changed.ok) return notFound();
  const page = `/organise/letters/${letter.slug}/access`;
  return deskRedirect(change.kind === 'remove' ? page : `${page}/webhooks/${id}?${change.kind}`);
}

const done: Record<string, string> = {
  test: 'A test call is under way. Open this page again in a moment to see what came of it.',
  resend: 'The call is made again, with the same id of its event.',
  pause: 'It is told nothing new for now.',
  resume: 'It is told again what happens from now on.',
};

export default function Webhook() {
  const { frame, webhook, calls } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const told = Object.keys(done).find((name) => search.has(name));
  const up = { label: 'Other programs', to: `/organise/letters/${frame.letter.slug}/access` };
  return (
    <DeskLayout frame={frame} title={`Webhook: ${webhook.label}`} section="access" trail={[up]}>
      {told ? <Notice kind="ok">{done[told]}</Notice> : null}
      <FactList
        facts={[
          { term: 'Address', value: <code>{webhook.url}</code> },
          {
            term: 'Is told',
            value: webhook.events.map((event) => eventLabels[event].label).join('; '),
          },
          { term: 'State', value: <WebhookHealth {...webhook} /> },
          { term: 'Added by', value: webhook.createdBy },
        ]}
      />
      <Form method="post" className="desk-button-row">
        <button type="submit" name="intent" value="test" className="desk-button">
          Make a test call
        </button>
        <button
          type="submit"
          name="intent"
          value={webhook.paused ? 'resume' : 'pause'}
          className="desk-button-quiet"
        >
          {webhook.paused ? 'Resume' : 'Pause'}
        </button>
        <button type="submit" name="intent" value="remove" className="desk-button-quiet">
          Remove this webhook
        </button>
      </Form>
      <WebhookCalls calls={calls} />
    </DeskLayout>
  );
}
