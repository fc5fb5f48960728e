import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ChangesCard } from '~/components/desk/changes-card';
import { CoordinatorForm } from '~/components/desk/coordinator-form';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FigureFilterNote } from '~/components/desk/figure-filter-note';
import { writeCount } from '~/components/desk/figures';
import { MailboxCard } from '~/components/desk/mailbox-card';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { listChanges } from '~/domain/endorsements/list-changes.server';
import { listMailboxChanges } from '~/domain/endorsements/list-mailbox-changes.server';
import { bandOf } from '~/domain/figures/waiting-band';
import { permits } from '~/domain/organisers/organiser';
import { chooseCoordinator } from '~/http/choose-coordinator.server';
import { decideChanges } from '~/http/decide-changes.server';
import { decideMailboxChange, mailboxIntents } from '~/http/decide-mailbox-change.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readBand } from '~/http/read-figure-filter.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Changes asked for', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-signatures');
  const found = await listChanges(args.context.ctx, { slug: letter.slug });
  const asked = await listMailboxChanges(args.context.ctx, { slug: letter.slug });
  if (!found.ok || !asked.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  const waiting = readBand(new URL(args.request.url).searchParams);
  const now = args.context.ctx.clock.now();
  const inBand = (askedAt: string) => !waiting || bandOf(askedAt, now) === waiting;
  const mailboxes = asked.mailboxes.filter((mailbox) => inBand(mailbox.askedAt));
  const changes = found.changes.filter((change) => inBand(change.asked.askedAt));
  return deskJson({
    frame,
    waiting,
    slug: letter.slug,
    mayDecide: permits(organiser.role, 'decide-endorsement'),
    zone: timeZoneName(letter.timeZone),
    approved: found.approved,
    mailboxes: mailboxes.map((mailbox) => ({
      ...mailbox,
      askedAt: moments.at(mailbox.askedAt),
    })),
    changes: changes.map(({ asked, ...rest }) => ({
      ...rest,
      asked: { ...asked, askedAt: moments.at(asked.askedAt) },
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'decide-endorsement');
  const { request, context } = args;
  const fields = await readForm(request);
  const { slug } = letter;
  const given = { slug, fields, actor: actorOf(organiser, context) };
  const page = `/organise/letters/${slug}/changes`;
  if (fields.intent === 'coordinator') {
    await chooseCoordinator(context.ctx, given);
    return deskRedirect(`${page}?coordinator`);
  }
  const mailboxIntent = mailboxIntents.find((intent) => intent === fields.intent);
  const decided = mailboxIntent
    ? await decideMailboxChange(context.ctx, { ...given, intent: mailboxIntent })
    : await decideChanges(context.ctx, given);
  if (decided.ok) return deskRedirect(`${page}?${decided.intent}`);
  return refuseForm(context, decided.status, { ...decided.refused, typed: { ...fields } });
}

const outcomes = {
  accept: 'The changes are public now, and a mail tells the organisation so.',
  decline: 'What is public stays as it is, and a mail tells the organisation so.',
  'accept-mailbox': 'The new mailbox speaks for the organisation now; both mailboxes are told.',
  'decline-mailbox': 'The old mailbox stays; both mailboxes are told.',
  coordinator: 'The coordinator is saved.',
};

function Total({ count }: { count: number }) {
  if (count === 0) return <p>No organisation asks for a change.</p>;
  return (
    <p>
      <strong>{writeCount(count)}</strong> {count === 1 ? 'change is' : 'changes are'} asked for.
    </p>
  );
}

export default function Changes() {
  const { frame, waiting, slug, mayDecide, zone, approved, mailboxes, changes } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <DeskLayout frame={frame} title="Changes asked for" section="changes">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {refused
        ? null
        : Object.entries(outcomes).map(([outcome, text]) =>
            search.has(outcome) ? (
              <Notice key={outcome} kind="ok">
                {text}
              </Notice>
            ) : null,
          )}
      <p>
        Approved organisations may ask for another name, statement or logo. Until you decide, the
        page and the letter show what was approved. A new mailbox outside the domain of the old one
        waits here too; until you decide, everything goes to the old one. Oldest first; times are{' '}
        {zone}.
      </p>
      <FigureFilterNote filter={{ waiting }} all="?" />
      <Total count={changes.length + mailboxes.length} />
      {mailboxes.map((mailbox) => (
        <MailboxCard
          key={mailbox.changeId}
          mailbox={mailbox}
          mayDecide={mayDecide}
          refused={refused?.id === mailbox.id ? refused : null}
        />
      ))}
      {changes.map((change) => (
        <ChangesCard
          key={change.id + change.asked.fingerprint}
          slug={slug}
          changes={change}
          mayDecide={mayDecide}
          refused={refused?.id === change.id && refused.field !== 'mailbox-reason' ? refused : null}
        />
      ))}
      <CoordinatorForm
        key={approved.find((one) => one.coordinator)?.id ?? 'none'}
        approved={approved}
        mayDecide={mayDecide}
      />
    </DeskLayout>
  );
}
