import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { RadioSet, TextField } from '~/components/desk/form-fields';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { TriggerList } from '~/components/desk/trigger-list';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { listTriggerViews } from '~/domain/deliveries/list-triggers.server';
import { permits } from '~/domain/organisers/organiser';
import { changeTriggers } from '~/http/change-triggers.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Planned deliveries', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'prepare-delivery');
  const { ctx } = args.context;
  const ledger = await listDeliveries(ctx, { slug: letter.slug });
  if (!ledger.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  const triggers = await listTriggerViews(ctx, letter.id);
  return deskJson({
    frame,
    maySend: permits(organiser.role, 'send-delivery'),
    zone: timeZoneName(letter.timeZone),
    closes: letter.closesAt ? moments.at(letter.closesAt).text : null,
    targets: ledger.targets.map(({ name, addressee }) => ({ name, addressee })),
    triggers: triggers.map(({ createdBy: _by, ...trigger }) => ({
      ...trigger,
      firedAt: moments.atOrNull(trigger.firedAt),
      standing: trigger.standing && {
        ...trigger.standing,
        at: moments.at(trigger.standing.at),
      },
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'prepare-delivery');
  const { request, context } = args;
  const fields = await readForm(request);
  if (fields.intent === 'approve') requireRecentFactor({ request, context }, organiser);
  const actor = actorOf(organiser, context);
  const { slug } = letter;
  const changed = await changeTriggers(context.ctx, { slug, fields, actor });
  if (changed.ok) {
    return deskRedirect(`/organise/letters/${slug}/deliveries/triggers?done=${changed.done}`);
  }
  return refuseForm(context, changed.status, { ...changed.refused, typed: { ...fields } });
}

const done: Record<string, string> = {
  plan: 'It is planned. When it is due it is prepared, and those who may send get a mail.',
  remove: 'It is taken back.',
  approve: 'It is approved beforehand, and leaves by itself when it is due.',
};

export default function Triggers() {
  const { frame, maySend, zone, closes, targets, triggers } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const told = refused ? undefined : done[search.get('done') ?? ''];
  const typed: Record<string, string> | undefined = refused?.typed;
  const fault = refused?.refusal ?? null;
  const deliveries = `/organise/letters/${frame.letter.slug}/deliveries`;
  const errorAt = (field: string) => (fault?.fieldId === field ? fault.text : null);
  return (
    <DeskLayout
      frame={frame}
      title="Planned deliveries"
      section="deliveries"
      trail={[{ label: 'Deliveries', to: deliveries }]}
    >
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {told ? <Notice kind="ok">{told}</Notice> : null}
      <p>
        When it is due, a delivery is prepared and waits for you, unless somebody has approved
        beforehand that it leaves by itself. Each happens once. An addressee who has the letter gets
        what has changed since, as an addendum. Times are {zone}.
      </p>
      <h2>Planned</h2>
      <TriggerList
        triggers={triggers}
        deliveries={deliveries}
        mayPlan
        maySend={maySend}
        typed={typed}
      />
      <h2>Plan another</h2>
      {targets.length === 0 ? (
        <p>There is no addressee yet.</p>
      ) : (
        <Form method="post" noValidate>
          <RadioSet
            id="target"
            name="target"
            legend="Who does it go to?"
            choices={targets.map(({ name, addressee }) => ({
              value: name,
              label: addressee,
              hint: name,
            }))}
            chosen={typed?.target}
            error={errorAt('target')}
          />
          <RadioSet
            id="kind"
            name="kind"
            legend="When?"
            choices={[
              {
                value: 'closing',
                label: 'When the letter closes',
                hint: closes ? `It takes signatures until ${closes}.` : 'It has no end set.',
              },
              { value: 'signatures', label: 'At a number of signatures' },
            ]}
            chosen={typed?.kind ?? 'closing'}
          />
          <TextField
            id="threshold"
            name="threshold"
            label="Number of signatures, if that is what counts"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={typed?.threshold}
            error={errorAt('threshold')}
          />
          <button type="submit" name="intent" value="plan" className="desk-button">
            Plan it
          </button>
        </Form>
      )}
    </DeskLayout>
  );
}
