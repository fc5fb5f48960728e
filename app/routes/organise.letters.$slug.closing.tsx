import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { CloseForm, ClosingForm } from '~/components/desk/closing-forms';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { TimeOf } from '~/components/desk/time-of';
import { takesSignatures } from '~/domain/letters/letter-view';
import { changeClosing } from '~/http/change-closing.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';
import { writeLocalTime } from '~/primitives/local-time';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Closing', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter, counts } = await requireDeskLetter(args, 'close-letter');
  const { closesAt, timeZone, state } = letter;
  return deskJson({
    frame,
    open: takesSignatures(letter, args.context.ctx.clock.now()),
    draft: state === 'draft',
    closesAt: closesAt ? momentsIn(timeZone).at(closesAt) : null,
    typed: closesAt ? writeLocalTime(new Date(closesAt), timeZone) : '',
    zone: timeZoneName(timeZone),
    pending: counts.pending,
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'close-letter');
  const { request, context } = args;
  const { slug, timeZone } = letter;
  const fields = await readForm(request);
  if (fields.intent === 'close') requireRecentFactor(args, organiser);
  const actor = actorOf(organiser, context);
  const changed = await changeClosing(context.ctx, { slug, timeZone, fields, actor });
  if (changed.ok) return deskRedirect(`/organise/letters/${slug}/closing?${changed.done}`);
  return refuseForm(context, 422, { ...changed.refused, typed: { ...fields } });
}

const done: Record<string, string> = {
  closed: 'The letter is closed. It stays readable, and takes no signature any more.',
  scheduled: 'The end is saved, and the letter takes signatures until then.',
};

export default function Closing() {
  const { frame, open, draft, closesAt, typed, zone, pending } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const told = refused ? undefined : Object.keys(done).find((name) => search.has(name));
  const fault = refused?.refusal ?? null;
  return (
    <DeskLayout frame={frame} title="Closing" section="closing">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {told ? <Notice kind="ok">{done[told]}</Notice> : null}
      <p>
        {draft ? 'The letter is a draft; it has not been open yet.' : null}
        {!draft && open ? 'The letter takes signatures' : null}
        {!draft && !open ? 'The letter takes no signatures any more; it ended' : null}
        {!draft && closesAt ? (
          <>
            {open ? ' until ' : ' on '}
            <TimeOf moment={closesAt} /> ({zone}).
          </>
        ) : null}
        {!draft && !closesAt ? ' and has no end.' : null}
      </p>
      {draft ? null : (
        <ClosingForm
          key={refused?.attempt ?? typed}
          open={open}
          zone={zone}
          typed={refused?.typed.closesAt ?? typed}
          endless={refused ? refused.typed.endless === 'yes' : open && !closesAt}
          fault={fault}
        />
      )}
      {open ? (
        <CloseForm
          slug={frame.letter.slug}
          pending={pending}
          typed={refused?.typed.confirm}
          fault={fault}
        />
      ) : null}
    </DeskLayout>
  );
}
