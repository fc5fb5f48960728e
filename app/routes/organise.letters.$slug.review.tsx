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
import { acceptHeldSignature } from '~/domain/signatures/accept-held-signature.server';
import { readNextHeld } from '~/domain/signatures/read-next-held.server';
import { rejectHeldSignature } from '~/domain/signatures/reject-held-signature.server';
import { leaveOutReasons } from '~/domain/signatures/signature';
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

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const from = readKey(new URL(args.request.url).searchParams.get('from'));
  const found = await readNextHeld(args.context.ctx, { slug: letter.slug, from });
  if (!found.ok) return notFound();
  const { signature, waiting, place, previous, next } = found;
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
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
  const { intent, id = '', number = '', because } = await readForm(request);
  const slug = params.slug ?? '';
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
  const decided =
    intent === 'leave-out' && reason
      ? await rejectHeldSignature(context.ctx, { ...input, because: reason })
      : await acceptHeldSignature(context.ctx, input);
  const next = `/organise/letters/${slug}/review?from=${(readKey(number) ?? 0) + 1}`;
  if (decided.ok) return deskRedirect(`${next}&${intent}`);
  if (decided.reason === 'not-found') return notFound();
  return deskRedirect(`${next}&decided`);
}

const told = {
  accept: 'The signature is accepted and counts.',
  'leave-out': 'The signature is left out and does not count.',
};

function Told({ search }: { search: URLSearchParams }) {
  if (search.has('decided')) {
    return (
      <Notice kind="warn">
        That signature was not waiting any more: somebody else decided about it, or its owner
        withdrew. Your decision was not recorded and theirs stands.
      </Notice>
    );
  }
  if (search.has('accept')) return <Notice kind="ok">{told.accept}</Notice>;
  return search.has('leave-out') ? <Notice kind="ok">{told['leave-out']}</Notice> : null;
}

export default function Review() {
  const { frame, place, signature, zone } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <DeskLayout frame={frame} title="Review" section="review">
      {refused ? (
        <RefusalNotice key={refused.attempt} refusal={refused.refusal} />
      ) : (
        <Told search={search} />
      )}
      {signature ? (
        <>
          <p>
            The owner of the mailbox has confirmed; the signature does not count before one of you
            has looked. What is noted advises; you decide. Times are {zone}.
          </p>
          <ReviewCard
            signature={signature}
            place={place}
            error={refused ? refused.refusal.text : null}
          />
        </>
      ) : (
        <p>
          Nothing waits for review.{' '}
          <Link to={`/organise/letters/${frame.letter.slug}/signatures`}>See all signatures</Link>
        </p>
      )}
    </DeskLayout>
  );
}
