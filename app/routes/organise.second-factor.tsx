import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { DeskDoor } from '~/components/desk/desk-door';
import { deskMeta } from '~/components/desk/desk-frame';
import { FactorFields } from '~/components/desk/factor-fields';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { findSignInStep } from '~/domain/organisers/find-sign-in-step.server';
import { finishSignIn } from '~/domain/organisers/finish-sign-in.server';
import { deskJson, deskRedirect, noStoreHeaders, wasRefused } from '~/http/desk-response.server';
import { explainSignIn, orAway, refuseSignIn } from '~/http/explain-sign-in.server';
import { offerFactors } from '~/http/offer-factors.server';
import { readForm } from '~/http/read-form.server';
import { fieldOf, readProof } from '~/http/read-proof.server';
import { readStepId, startSession } from '~/http/start-session.server';

const beginAgain = '/organise/sign-in';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data?.refused ? 'Error: Second step' : 'Second step');

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = args.context;
  const stepId = readStepId(args);
  const step = stepId ? await findSignInStep(ctx, { stepId }) : null;
  if (!step) throw deskRedirect(beginAgain);
  return deskJson({ refused: wasRefused(args.context), choice: await offerFactors(ctx, step) });
}

export async function action(args: ActionFunctionArgs) {
  const { context } = args;
  const stepId = readStepId(args);
  if (!stepId) return deskRedirect(beginAgain);
  const proof = readProof(await readForm(args.request));
  if (!proof) return refuseSignIn(context, explainSignIn({ reason: 'empty', fieldId: 'code' }), '');
  const network = context.clientNetwork;
  const answer = await orAway(() => finishSignIn(context.ctx, { stepId, proof, network }));
  if (answer.ok) return startSession(args, answer.sessionId);
  if (answer.reason === 'expired') return deskRedirect(beginAgain);
  const explained = explainSignIn(
    answer.reason === 'wrong' ? { reason: 'wrong', fieldId: fieldOf(proof) } : answer,
  );
  return refuseSignIn(context, explained, '');
}

export default function SecondFactor() {
  const { choice } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <DeskDoor title="Second step">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>The first step is done. Show one more thing that only you have; there are ten minutes.</p>
      <Form method="post" noValidate key={refused?.attempt}>
        <FactorFields choice={choice} button="Sign in" fault={refused?.refusal ?? null} />
      </Form>
      <p>
        <a href={beginAgain}>Begin again</a>. Lost everything? Whoever runs this site can reset your
        account.
      </p>
    </DeskDoor>
  );
}
