import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { countryName } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { ReviewCard } from '~/components/desk/review-card';
import { ReviewLists } from '~/components/desk/review-lists';
import { acceptHeldSignature } from '~/domain/signatures/accept-held-signature.server';
import { keepFlagged } from '~/domain/signatures/keep-flagged.server';
import { readNextHeld } from '~/domain/signatures/read-next-held.server';
import { rejectHeldSignature } from '~/domain/signatures/reject-held-signature.server';
import { leaveOutReasons, reviewLists } from '~/domain/signatures/signature';
import { takeOutFlagged } from '~/domain/signatures/take-out-flagged.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, requireOrganiser } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { readKey } from '~/http/read-signature-filter.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data?.signature ? `Review: ${data.signature.name}` : 'Review', data?.frame);

function listNamed(name: string | null | undefined) {
  return reviewLists.find((known) => known === name) ?? 'held';
}

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter, counts } = await requireDeskLetter(args, 'moderate-signatures');
  const { searchParams: search } = new URL(args.request.url);
  const from = readKey(search.get('from'));
  const list = listNamed(search.get('list'));
  const found = await readNextHeld(args.context.ctx, { slug: letter.slug, from, list });
  if (!found.ok) return notFound();
  const { signature, waiting, place, previous, next } = found;
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    list,
    lists: { held: counts.held, flagged: counts.flagged },
    place: { waiting, place, previous, next },
    zone: timeZoneName(letter.timeZone),
    signature: signature && {
      ...signature,
      country: signature.country ? countryName(signature.country) : null,
      signedAt: moments.at(signature.signedAt),
      confirmedAt: moments.atOrNull(signature.confirmedAt),
    },
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const organiser = await requireOrganiser({ request, context, params }, 'moderate-signatures');
  const { intent, id = '', number = '', because, list: named } = await readForm(request);
  const slug = params.slug ?? '';
  const list = listNamed(named);
  const input = { slug, id, actor: actorOf(organiser, context) };
  const reason = leaveOutReasons.find((known) => known === because);
  if (intent !== 'accept' && intent !== 'leave-out') return notFound();
  if (intent === 'leave-out' && !reason) {
    return refuseForm(context, 422, {
      field: 'because',
      refusal: {
        title: 'Nothing was decided yet',
        text: 'Choose why the signature is left out',
        fieldId: 'because',
      },
      attempt: randomUUID(),
    });
  }
  const { leaveOut, accept } = decisions[list];
  const decided =
    intent === 'leave-out' && reason
      ? await leaveOut(context.ctx, { ...input, because: reason })
      : await accept(context.ctx, input);
  const search = new URLSearchParams(list === 'held' ? {} : { list });
  search.set('from', String((readKey(number) ?? 0) + 1));
  const next = `/organise/letters/${slug}/review?${search}`;
  if (decided.ok) return deskRedirect(`${next}&${intent}`);
  if (decided.reason === 'not-found') return notFound();
  return deskRedirect(`${next}&decided`);
}

const decisions = {
  held: { accept: acceptHeldSignature, leaveOut: rejectHeldSignature },
  flagged: { accept: keepFlagged, leaveOut: takeOutFlagged },
};

const told = {
  held: {
    accept: 'The signature is accepted and counts.',
    'leave-out': 'The signature is left out and does not count.',
    explained:
      'The owner of the mailbox has confirmed; the signature does not count before one of you has looked.',
    nothing: 'Nothing waits for review.',
  },
  flagged: {
    accept: 'The signature is kept; you are on record as having looked.',
    'leave-out':
      'The signature is taken out. It stands under “Taking signatures out”, where that can be undone.',
    explained: 'These signatures count and are shown; something was noted when they came.',
    nothing: 'No counted signature has a flag that nobody has looked at.',
  },
};

function Told({ search, list }: { search: URLSearchParams; list: 'held' | 'flagged' }) {
  if (search.has('decided')) {
    return (
      <Notice kind="warn">
        That signature was not waiting any more: somebody else decided about it, or its owner
        withdrew. Your decision was not recorded and theirs stands.
      </Notice>
    );
  }
  if (search.has('accept')) return <Notice kind="ok">{told[list].accept}</Notice>;
  return search.has('leave-out') ? <Notice kind="ok">{told[list]['leave-out']}</Notice> : null;
}

export default function Review() {
  const { frame, list, lists, place, signature, zone } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <DeskLayout frame={frame} title="Review" section="review">
      {refused ? (
        <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} />
      ) : (
        <Told search={search} list={list} />
      )}
      <ReviewLists {...lists} current={list} />
      {signature ? (
        <>
          <p>
            {told[list].explained} What is noted advises; you decide. Times are {zone}.
          </p>
          <ReviewCard
            key={list}
            signature={signature}
            list={list}
            place={place}
            error={refused ? refused.refusal.text : null}
          />
        </>
      ) : (
        <p>
          {told[list].nothing}{' '}
          <Link to={`/organise/letters/${frame.letter.slug}/signatures`}>See all signatures</Link>
        </p>
      )}
    </DeskLayout>
  );
}
