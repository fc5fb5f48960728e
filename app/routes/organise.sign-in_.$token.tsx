import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { DeskDoor } from '~/components/desk/desk-door';
import { deskMeta } from '~/components/desk/desk-frame';
import { peekSignIn } from '~/domain/organisers/peek-sign-in.server';
import { signIn } from '~/domain/organisers/sign-in.server';
import { deskRedirect, noStoreHeaders } from '~/http/desk-response.server';
import { findOrganiser } from '~/http/organiser-session.server';
import { startSecondHalf, startSession } from '~/http/start-session.server';

type Answer = Awaited<ReturnType<typeof peekSignIn>>;
type DeadReason = Extract<Answer, { ok: false }>['reason'];

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data?.dead ? 'This link does not work any more' : 'Finish signing in');

function explain(reason: DeadReason): { status: 404 | 410; text: string } {
  switch (reason) {
    case 'unknown':
      return { status: 404, text: 'We do not know this link. Perhaps it was cut off in the mail.' };
    case 'used':
      return { status: 410, text: 'This link has been used already. Each link signs in once.' };
    case 'expired':
      return { status: 410, text: 'This link has expired. Links work for 30 minutes.' };
    default:
      throw new Error(reason satisfies never);
  }
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const answer = await peekSignIn(context.ctx, { token: params.token ?? '' });
  if (answer.ok) return json({ dead: null }, { headers: noStoreHeaders });
  const { status, text } = explain(answer.reason);
  return json({ dead: text }, { status, headers: noStoreHeaders });
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const answer = await signIn(context.ctx, { token: params.token ?? '' });
  const url = new URL(request.url);
  const setUp = url.searchParams.get('then') === 'set-up';
  if (answer.ok) {
    const path = setUp ? '/organise/set-up' : '/organise';
    return startSession({ request, context }, answer.sessionId, path);
  }
  if (answer.reason === 'second-factor') return startSecondHalf(context, answer.stepId);
  // The second click of a double click finds the link used and the person signed in.
  const here = (await findOrganiser(request, context)) === null;
  return deskRedirect(here ? url.pathname : '/organise');
}

export default function FinishSignIn() {
  const { dead } = useLoaderData<typeof loader>();
  if (dead) {
    return (
      <DeskDoor title="This link does not work any more">
        <p>{dead}</p>
        <p>
          <a href="/organise/sign-in">Ask for a new link</a>
        </p>
      </DeskDoor>
    );
  }
  return (
    <DeskDoor title="Finish signing in">
      <p>Press the button to sign in on this device.</p>
      <Form method="post" reloadDocument>
        <button type="submit" className="desk-button">
          Sign in
        </button>
      </Form>
    </DeskDoor>
  );
}
