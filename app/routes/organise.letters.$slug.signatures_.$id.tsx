import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { DataTable } from '~/components/desk/data-table';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { mailKindLabels, mailStateLabels } from '~/components/desk/selection-labels';
import { ShownPerson, ShowPersonForm } from '~/components/desk/shown-person';
import { SignatureDetailFacts } from '~/components/desk/signature-detail-facts';
import { SignatureHistory } from '~/components/desk/signature-history';
import { TimeOf } from '~/components/desk/time-of';
import { permits } from '~/domain/organisers/organiser';
import { readDeskSignature } from '~/domain/signatures/read-desk-signature.server';
import { deskJson, deskRedirect, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { requireRecentFactor } from '~/http/require-recent-factor.server';
import { selectOne, showPerson } from '~/http/show-signatory.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta(data ? `Signature ${data.signature.number}` : 'Signature', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { organiser, frame, letter } = await requireDeskLetter(args, 'read-signatures');
  const input = { slug: letter.slug, id: args.params.id ?? '' };
  const found = await readDeskSignature(args.context.ctx, input);
  if (!found.ok) return notFound();
  const { history, mails, copies, contactErasedAt: _erased, ...signature } = found.signature;
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    zone: timeZoneName(letter.timeZone),
    mayModerate: permits(organiser.role, 'moderate-signatures'),
    signature: {
      ...signature,
      signedAt: moments.at(signature.signedAt),
      confirmedAt: moments.atOrNull(signature.confirmedAt),
      withdrawnAt: moments.atOrNull(signature.withdrawnAt),
    },
    history: history.map((event) => ({ ...event, moment: moments.at(event.at) })),
    mails: mails.map((mail) => ({
      ...mail,
      queuedAt: moments.at(mail.queuedAt),
      finishedAt: moments.atOrNull(mail.finishedAt),
    })),
    copies: copies.map(({ at, has }) => ({ at: moments.at(at), has })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const { request, context, params } = args;
  const { intent } = await readForm(request);
  const actor = actorOf(organiser, context);
  const input = { slug: letter.slug, id: params.id ?? '', actor };
  switch (intent) {
    case 'show':
      requireRecentFactor(args, organiser);
      return deskJson({ person: await showPerson(context.ctx, input) });
    case 'select':
      return deskRedirect(await selectOne(context.ctx, input));
    default:
      return notFound();
  }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const mailColumns = [
  { label: 'Queued' },
  { label: 'Mail' },
  { label: 'State' },
  { label: 'Tries', numeric: true },
  { label: 'Answer of the server' },
  { label: 'Ended' },
];

function Mails({ mails }: Pick<Data, 'mails'>) {
  if (mails.length === 0) return <p>No mail about this signature is known (any more).</p>;
  const rows = mails.map((mail) => ({
    key: mail.id,
    cells: [
      <TimeOf key="queued" moment={mail.queuedAt} />,
      mailKindLabels[mail.kind] ?? mail.kind,
      mailStateLabels[mail.state],
      mail.attempts,
      <span key="answer" className="desk-breakable">
        {mail.serverAnswer ?? '–'}
      </span>,
      <TimeOf key="ended" moment={mail.finishedAt} />,
    ],
  }));
  return <DataTable id="mails" caption="Oldest first" columns={mailColumns} rows={rows} />;
}

function Copies({ copies }: Pick<Data, 'copies'>) {
  if (copies.length === 0) return <p>No copy of the letter that has left holds it.</p>;
  return (
    <ul>
      {copies.map(({ at, has }) => (
        <li key={at.iso}>
          <TimeOf moment={at} />: {has === 'name' ? 'with the name' : 'counted, without the name'}
        </li>
      ))}
    </ul>
  );
}

export default function SignaturePage() {
  const { frame, signature, history, mails, copies, zone, mayModerate } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const list = `/organise/letters/${frame.letter.slug}/signatures`;
  return (
    <DeskLayout
      frame={frame}
      title={`Signature ${signature.number}`}
      section="signatures"
      trail={[{ label: 'Signatures', to: list }]}
    >
      {answer ? <ShownPerson person={answer.person} lang={signature.locale} /> : null}
      <SignatureDetailFacts signature={signature} />
      {mayModerate ? (
        <div className="desk-signature-acts">
          {answer ? null : <ShowPersonForm />}
          <Form method="post">
            <button type="submit" name="intent" value="select" className="desk-button">
              Do something with this signature
            </button>
          </Form>
        </div>
      ) : null}
      <h2 id="history-heading">History</h2>
      <p>Times are {zone}.</p>
      <SignatureHistory events={history} slug={frame.letter.slug} />
      <h2>Mails</h2>
      <Mails mails={mails} />
      <h2>Copies of the letter</h2>
      <Copies copies={copies} />
    </DeskLayout>
  );
}
