import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { DataTable } from '~/components/desk/data-table';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { ProtectionList } from '~/components/desk/protection-list';
import { TimeOf } from '~/components/desk/time-of';
import { readProtection } from '~/domain/factors/read-protection.server';
import { listSessions } from '~/domain/organisers/list-sessions.server';
import { signOutEverywhere } from '~/domain/organisers/sign-out-everywhere.server';
import { deskJson, deskRedirect, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf, readSessionId } from '~/http/organiser-session.server';
import { requireDoor } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Your account', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser } = await requireDoor(args);
  const { ctx } = args.context;
  const sessionId = readSessionId(args.request, args.context) ?? '';
  const sessions = await listSessions(ctx, { organiserId: organiser.id, sessionId });
  const found = await readProtection(ctx, { organiserId: organiser.id });
  if (!found.ok) return notFound();
  const moments = momentsIn('UTC');
  return deskJson({
    frame,
    protection: found.protection,
    passphraseChangedAt: moments.atOrNull(found.passphraseChangedAt),
    sessions: sessions.map(({ own, startedAt, lastUsedAt }) => ({
      own,
      startedAt: moments.at(startedAt),
      lastUsedAt: moments.at(lastUsedAt),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser } = await requireDoor(args);
  const { request, context } = args;
  const sessionId = readSessionId(request, context) ?? '';
  const actor = actorOf(organiser, context);
  await signOutEverywhere(context.ctx, { organiserId: organiser.id, sessionId, actor });
  return deskRedirect('/organise/account?ended');
}

const columns = [{ label: 'Device' }, { label: 'Signed in (UTC)' }, { label: 'Last used (UTC)' }];
const done: Record<string, string> = {
  ended: 'You are signed out everywhere else.',
  passphrase: 'The passphrase is saved. You are signed out everywhere else.',
  authenticator: 'That is changed. You are signed out everywhere else.',
  passkeys: 'Your passkeys are changed. You are signed out everywhere else.',
  codes: 'The new recovery codes work; earlier ones do not any more.',
};

export default function Account() {
  const { frame, protection, passphraseChangedAt, sessions } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const told = Object.keys(done).find((name) => search.has(name));
  const rows = sessions.map(({ own, startedAt, lastUsedAt }, index) => ({
    key: `${index} ${startedAt.iso}`,
    cells: [
      own ? 'this one' : 'another one',
      <TimeOf key="started" moment={startedAt} />,
      <TimeOf key="used" moment={lastUsedAt} />,
    ],
  }));
  return (
    <DeskLayout frame={frame} title="Your account">
      {told ? <Notice kind="ok">{done[told]}</Notice> : null}
      <section aria-labelledby="way-in">
        <h2 id="way-in">How you sign in</h2>
        <ProtectionList protection={protection} passphraseChangedAt={passphraseChangedAt} />
      </section>
      <section aria-labelledby="places">
        <h2 id="places">Where you are signed in</h2>
        <p>
          You are signed out after 30 minutes without a click, and after 12 hours in any case. What
          device it was, and from where, is not stored.
        </p>
        <DataTable id="sessions" caption="Your sessions" columns={columns} rows={rows} />
        <Form method="post">
          <button type="submit" className="desk-button">
            Sign out everywhere else
          </button>
        </Form>
      </section>
    </DeskLayout>
  );
}
