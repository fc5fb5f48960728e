import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { accountTrail } from '~/components/desk/account-trail';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FactList } from '~/components/desk/fact-list';
import { TrialNotice } from '~/components/desk/trial-notice';
import { tryMail } from '~/domain/organisers/try-mail.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { actorOf } from '~/http/organiser-session.server';
import { requireInstallationOwner } from '~/http/require-installation-owner.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Does mail leave?', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireInstallationOwner(args);
  const { config, press } = args.context.ctx;
  return deskJson({
    frame: { ...frame, unprotected: false },
    server: press.mailTrial.server,
    sender: config.mailFrom.address,
    letters: config.delivery,
  });
}

/** The answer stands on this page and nowhere else, so it is no redirect; at most ten in an hour. */
export async function action(args: ActionFunctionArgs) {
  const { organiser } = await requireInstallationOwner(args);
  const { ctx } = args.context;
  const { id: organiserId, email } = organiser;
  const tried = await tryMail(ctx, { organiserId, email, actor: actorOf(organiser, args.context) });
  return deskJson({ trial: tried.ok ? tried.trial : null });
}

export default function Mail() {
  const { frame, server, sender, letters } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const facts = server
    ? [
        { term: 'Mail server (SMTP_URL)', value: `${server.host}, port ${server.port}` },
        {
          term: 'Encryption',
          value: server.encrypted ? 'from the first byte' : 'where the server offers it',
        },
        { term: 'Signs in there', value: server.signsIn ? 'yes, with a password' : 'no' },
        { term: 'Sender (MAIL_FROM)', value: sender },
        {
          term: 'Letters to addressees (DELIVERY)',
          value: letters === 'smtp' ? 'really leave' : 'are captured, nothing reaches anybody',
        },
      ]
    : [{ term: 'Mail server (SMTP_URL)', value: 'none: all mail is captured on this machine' }];
  return (
    <DeskLayout frame={frame} title="Does mail leave?" trail={accountTrail(false)}>
      {tried ? <TrialNotice trial={tried.trial} to={frame.organiser.email} /> : null}
      <FactList facts={facts} />
      {server ? (
        <Form method="post">
          <p>One mail goes to {frame.organiser.email}, now; you see what the server answers.</p>
          <button type="submit" className="desk-button">
            Send test mail
          </button>
        </Form>
      ) : (
        <p>
          Mail is captured here. It is shown at <a href="/dev/mail">/dev/mail</a> and leaves this
          machine never, which is right for a trial. For real mail the operator sets SMTP_URL.
        </p>
      )}
      <p>
        <Link to="/organise">To the desk</Link>
      </p>
    </DeskLayout>
  );
}
