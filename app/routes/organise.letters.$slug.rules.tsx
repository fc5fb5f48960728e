import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { EventForm, WatchForm } from '~/components/desk/rule-forms';
import { RuleList } from '~/components/desk/rule-list';
import { endSigningRule } from '~/domain/protection/end-signing-rule.server';
import { listSigningRules } from '~/domain/protection/list-signing-rules.server';
import { addRule } from '~/http/add-rule.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { hours } from '~/primitives/duration';
import { writeLocalTime } from '~/primitives/local-time';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Rules for signing', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const { ctx, clientNetwork } = args.context;
  const found = await listSigningRules(ctx, { slug: letter.slug });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    network: clientNetwork,
    until: writeLocalTime(new Date(ctx.clock.now().getTime() + hours(6)), letter.timeZone),
    zone: timeZoneName(letter.timeZone),
    rules: found.rules.map((rule) => ({
      ...rule,
      createdAt: moments.at(rule.createdAt),
      validUntil: moments.atOrNull(rule.validUntil),
      endedAt: moments.atOrNull(rule.endedAt),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const { request, context } = args;
  const { slug, timeZone } = letter;
  const fields = await readForm(request);
  const actor = actorOf(organiser, context);
  const page = `/organise/letters/${slug}/rules`;
  if (fields.intent === 'end') {
    const ended = await endSigningRule(context.ctx, { slug, id: fields.id ?? '', actor });
    // The second press finds the rule ended, which is what was wanted.
    return ended.ok || ended.reason === 'ended' ? deskRedirect(`${page}?ended`) : notFound();
  }
  const added = await addRule(context.ctx, { slug, timeZone, fields, actor });
  if (added.ok) return deskRedirect(`${page}?added`);
  return refuseForm(context, 422, { ...added.refused, typed: { ...fields } });
}

export default function Rules() {
  const { frame, network, until, zone, rules } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const of = (form: 'event' | 'watch') => (refused?.form === form ? refused : null);
  // A rule that was added empties its form; a refused one keeps it.
  const emptied = rules[0]?.id ?? 'none';
  return (
    <DeskLayout frame={frame} title="Rules for signing" section="rules">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {!refused && search.has('added') ? (
        <Notice kind="ok">The rule is added and holds from now on.</Notice>
      ) : null}
      {!refused && search.has('ended') ? <Notice kind="ok">The rule has ended.</Notice> : null}
      <p>
        A rule is about new signatures only; what was signed before stays as it is. Rules are for
        exceptions: the usual protection works without any. Times are {zone}.
      </p>
      <RuleList rules={rules} />
      <EventForm
        key={`event-${emptied}`}
        network={network}
        until={until}
        zone={zone}
        refused={of('event')}
      />
      <WatchForm key={`watch-${emptied}`} zone={zone} refused={of('watch')} />
    </DeskLayout>
  );
}
